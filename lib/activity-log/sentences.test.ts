import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { kindOf } from '@/lib/activity-log/schema'
import { sentenceText } from '@/lib/activity-log/sentence'
import { wordings } from '@/lib/activity-log/wordings'
import { formerWordings } from '@/lib/activity-log/wordings/former'
import { registeredOperations } from '@/lib/operation'

const names = { actor: 'Ada Probe', target: 'Acme' }
const say = (operation: string, detail = {}, outcome = 'done') =>
  sentenceText({ operation, outcome, detail }, names, 'en')

let sources: { path: string; text: string }[]
beforeAll(async () => {
  const files = await readdir('lib', { recursive: true })
  const paths = files.filter(
    (file) => /\.ts$/.test(file) && !/\.test(-d)?\.ts$|generated/.test(file),
  )
  sources = paths.map((path) => ({ path, text: readFileSync(join('lib', path), 'utf8') }))
  const operations = sources.filter(({ text }) => /\b(command|query)\(\{|= \w+Command\(/.test(text))
  await Promise.all(
    operations.map(({ path }) => import(/* @vite-ignore */ join(process.cwd(), 'lib', path))),
  )
}, 60_000)

test('every operation has a kind to filter by', () => {
  const without = [...wordings.keys()].filter((name) => kindOf(name) === undefined)
  expect(without).toEqual([])
})

describe('every operation has a sentence', () => {
  test('if it is denied', () => {
    const known = registeredOperations()
    expect(known.size).toBeGreaterThan(90)
    expect([...known.keys()].filter((name) => !wordings.has(name))).toEqual([])
  })

  test('if it is a command that writes to the log under its own name', () => {
    const commands = [...registeredOperations().values()].filter(({ kind }) => kind === 'command')
    const silent = commands
      .map(({ name }) => name)
      // Batches write the operation that they repeat.
      .filter((name) => !name.endsWith('Batch'))
      .filter((name) => !wordings.get(name)?.did && !wordings.get(name)?.sentence)
    expect(silent).toEqual([])
  })

  test('if the source names it in an entry of the log', () => {
    const named = sources.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:operation: |const [A-Z_]+ = |\bname = )'([a-z]+\.[a-zA-Z]+)'/g)].map(
        ([, name = '']) => name,
      ),
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !wordings.has(name))).toEqual([])
  })

  test('and every sentence has an operation, or is among those of former names', () => {
    const texts = sources
      .filter(({ path }) => !path.startsWith('activity-log/'))
      .map(({ text }) => text)
    const isNamed = (name: string) =>
      registeredOperations().has(name) || texts.some((text) => text.includes(`'${name}'`))
    const former = new Set(Object.keys(formerWordings))
    const unused = [...wordings.keys()].filter((name) => !former.has(name) && !isNamed(name))
    expect(unused).toEqual([])
  })

  test.each([...wordings])('%s reads as a sentence', (operation) => {
    const done = say(operation)
    const denied = say(operation, { reason: 'That is not allowed.' }, 'refused')
    for (const sentence of [done, denied]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(done).not.toMatch(/undefined|\{|\}/)
    expect(denied).not.toMatch(/undefined|\{|\}/)
  })
})

test.each([
  [
    'accounts.delete',
    { name: 'Acme', users: 12 },
    'Ada Probe deleted Acme; 12 users were deactivated.',
  ],
  ['accounts.delete', { users: 1 }, 'Ada Probe deleted Acme; 1 user was deactivated.'],
  ['accounts.delete', { users: 0 }, 'Ada Probe deleted Acme.'],
  [
    'accounts.update',
    { before: { name: 'Acme', description: '' }, after: { name: 'Acme Inc', description: '' } },
    'Ada Probe renamed the account “Acme” to “Acme Inc”.',
  ],
  [
    'accounts.update',
    { before: { active: true }, after: { active: false }, users: 3 },
    'Ada Probe deactivated Acme; 3 users were deactivated.',
  ],
  [
    'accounts.update',
    { before: { name: 'A', externalId: '1' }, after: { name: 'B', externalId: '2' } },
    'Ada Probe changed the name and external ID of Acme.',
  ],
  [
    'users.update',
    { before: { orgAdmin: false }, after: { orgAdmin: true } },
    'Ada Probe gave the Org Admin role to Acme.',
  ],
  [
    'users.update',
    { before: { mustChangePassword: false }, after: { mustChangePassword: true } },
    'Ada Probe required a new password from Acme.',
  ],
  [
    'users.update',
    { before: { mustChangePassword: true }, after: { mustChangePassword: false } },
    'Ada Probe no longer requires a new password from Acme.',
  ],
  [
    'users.update',
    {
      before: { stateProvince: '', street1: 'A' },
      after: { stateProvince: 'Texas', street1: 'B' },
    },
    'Ada Probe changed the state or province and street 1 of Acme.',
  ],
  ['users.update', { after: { password: 'changed' } }, 'Ada Probe set a new password for Acme.'],
  ['users.grantRole', { role: 'admin' }, 'Ada Probe gave the Account Admin role to Acme.'],
  ['session.signIn', { method: 'passkey' }, 'Ada Probe signed in with a passkey.'],
  ['audit.verify', { entries: 1_204 }, 'Ada Probe verified this log: 1,204 entries, unbroken.'],
  [
    'audit.archive',
    { entries: 5_000, file: 'audit-1-1-5000.ndjson' },
    'Old entries moved to the file “audit-1-1-5000.ndjson”: 5,000 entries.',
  ],
  ['later.operation', {}, 'Ada Probe used later.operation.'],
])('%s %j', (operation, detail, sentence) => {
  expect(say(operation, detail)).toBe(sentence)
})

test.each([
  [
    'accounts.create',
    { permission: 'accounts:write' },
    "Ada Probe couldn't add an account: Only organization administrators can do this.",
  ],
  [
    'accounts.delete',
    { reason: 'The default account can’t be deleted.' },
    "Ada Probe couldn't delete Acme: The default account can’t be deleted.",
  ],
  ['session.signIn', { reason: 'Wrong.' }, 'A sign-in as Ada Probe was denied: Wrong.'],
  ['session.signIn', { email: 'x@example.com' }, 'A sign-in as x@example.com was denied.'],
])('a denied %s %j', (operation, detail, sentence) => {
  expect(say(operation, detail, 'refused')).toBe(sentence)
})

test('braces in names and values mean nothing', () => {
  const detail = { before: { name: '{target}' }, after: { name: '{actor}' } }
  expect(say('accounts.update', detail)).toBe(
    'Ada Probe renamed the account “{target}” to “{actor}”.',
  )
})
