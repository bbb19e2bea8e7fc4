import { expect, test } from 'vitest'
import { describeFields, fieldErrors } from '@/lib/transport/field-errors'

test.each([
  ['minLength', 'Must be from 8 to 100.', 'minLength: must be from 8 to 100.'],
  ['name', 'Name is required.', 'name: is required.'],
  ['firstName', 'First name can have at most 80 characters.', 'firstName: can have at most 80'],
  ['externalId', 'External ID is required.', 'externalId: is required.'],
  ['street1', 'Street 1 must be text.', 'street1: must be text.'],
  ['roles[0].key', 'This field is required.', 'roles[0].key: is required.'],
  ['password', 'The password needs a special character.', 'password: needs a special'],
  ['email', 'Enter an email address.', 'email: enter an email address.'],
  ['where', 'where, character 5: expected a value.', 'where: character 5: expected a value.'],
  ['id', 'CEQL expects it.', 'id: CEQL expects it.'],
  ['__proto__', 'Unknown field.', '__proto__: unknown field.'],
])('%s with "%s" reads "%s"', (field, message, text) => {
  expect(describeFields(Object.fromEntries([[field, message]]))).toContain(text)
})

test('all invalid fields are described, up to ten', () => {
  const fields = Array.from({ length: 12 }, (_, n) => [`field${n}`, 'Unknown field.'])
  const text = describeFields(Object.fromEntries(fields))
  expect(text).toMatch(
    /^field0: unknown field\. field1: unknown field\. .*field9: unknown field\. /,
  )
  expect(text).toMatch(/\. And 2 more\.$/)
})

test('a response stays small, however many and long the fields are', () => {
  const fields = Array.from({ length: 999 }, (_, n) => [`${n}${'x'.repeat(50_000)}`, 'Unknown.'])
  expect(describeFields(Object.fromEntries(fields)).length).toBeLessThan(2_000)
  expect(JSON.stringify(fieldErrors(Object.fromEntries(fields))).length).toBeLessThan(20_000)
})
