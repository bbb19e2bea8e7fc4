import { expect, test } from 'vitest'
import { generatePassword } from '@/lib/passwords/generate'
import { whyGuessable } from '@/lib/passwords/guessable'
import { defaultPasswordPolicy, whyPasswordRejected } from '@/lib/passwords/policy'

const person = { firstName: 'Ada', lastName: 'van der Berg', email: 'z.ora77@initech.example' }
const context = { person, organization: 'Acme Holding', account: 'Jean-Luc & Søns' }

const common = 'Many people use this password, so attackers try it early. Choose another one.'

test.each([
  'Password1!',
  'Password123!',
  'P@ssw0rd!',
  'P@ssw0rd1!',
  'pAsSwOrD#2026',
  '1!Password',
  'Pa$$w0rd1!',
  'Welcome1!',
  'Welcome@2026',
  'Qwerty123!',
  'Qwerty-123',
  'Abc-123!@#A',
  'Admin@123',
  'Letmein1!',
  'Iloveyou2!',
  'Summer2026!',
  'Winter-2026',
  'Changeme1!',
  '1qaz@WSX',
  'Monkey12#',
  'Dragon#1',
  'L3tm31n!',
  'Sunshine!1',
  'Trustno1!',
  'Dr@gon#2026',
  'Char1ie-2026',
])('%s is rejected as common', (password) => {
  expect(whyGuessable(password, context)).toBe(common)
})

test.each([
  ['Ada-lovely-horse-1', 'first name'],
  ['Ádá-lovely-horse-1', 'first name'],
  ['my-VanDerBerg-9', 'last name'],
  ['BERG-tree-house-9', 'last name'],
  ['xx-zora77-X1', 'username'],
  ['Initech-rocks-9!', 'email address'],
  ['Acme-horse-7', 'name of the organization'],
  ['ACMEHOLDING-7x', 'name of the organization'],
  ['a.c.m.e.HOLDing-7', 'name of the organization'],
  ['JeanLuc-house-7', 'name of the account'],
  ['jean_luc_sons-A7', 'name of the account'],
  ['Console-horse-7', 'name of this product'],
  ['My-accounts-here-7', 'name of this product'],
])('%s must not contain the %s', (password, name) => {
  expect(whyGuessable(password, context)).toBe(`The password must not contain the ${name}.`)
})

test.each([
  'Correct-horse-7',
  'Round-house-7',
  'Another-horse-8',
  'dragon-9X!-lamp-post',
  'password 8392 is 1746 too weird',
  'Zebra#Quartz#Lamp42',
  'Пароль-лошадь-7',
  '🦊-fox-Habitat-7',
  // Too short a word, and too short a common password.
  'Savannah-horse-7',
  '82-Cat-57!',
])('%s is accepted', (password) => {
  expect(whyGuessable(password, context)).toBeUndefined()
})

test('a generated password is never rejected, whatever the policy', () => {
  const strict = {
    ...defaultPasswordPolicy,
    minLength: 40,
    minUppercase: 10,
    minLowercase: 10,
    minNumbers: 10,
    minSymbols: 10,
    symbolCharacterSet: '€§',
  }
  const none = {
    ...defaultPasswordPolicy,
    minUppercase: 0,
    minLowercase: 0,
    minNumbers: 0,
    minSymbols: 0,
    symbolCharacterSet: '',
  }
  const long = { ...defaultPasswordPolicy, minLength: 100 }
  const names = { firstName: 'Abc', lastName: 'Xyz Qrst', email: 'kpmg@ibm.example' }
  for (const policy of [defaultPasswordPolicy, strict, none, long]) {
    for (let index = 0; index < 3_000; index += 1) {
      const password = generatePassword(policy)
      expect(whyPasswordRejected(password, names, policy), password).toBeUndefined()
      expect(whyGuessable(password, { ...context, person: names }), password).toBeUndefined()
    }
  }
})

test('generated passwords differ and use every character', () => {
  const passwords = Array.from({ length: 500 }, () => generatePassword())
  expect(new Set(passwords).size).toBe(500)
  expect(new Set(passwords.join('')).size).toBeGreaterThan(60)
  expect(passwords.every((password) => password.length >= 20)).toBe(true)
})
