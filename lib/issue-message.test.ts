import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

function messageFor(field: z.ZodType, value: unknown): unknown {
  try {
    return parseInput(z.object({ field }), { field: value })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Object.entries(error.fields)
      .map(([name, message]) => `${name}: ${message}`)
      .join(' ')
  }
}

const role = z.strictObject({ key: z.string() })

test.each<[string, z.ZodType, unknown, string]>([
  ['an absent value', z.string(), undefined, 'field: This field is required.'],
  ['an absent list', z.array(z.string()), undefined, 'field: This field is required.'],
  ['an absent choice', z.enum(['a', 'b']), undefined, 'field: This field is required.'],
  [
    'an absent alternative',
    z.union([z.int(), z.boolean()]),
    undefined,
    'field: This field is required.',
  ],
  ['another type', z.string(), 7, 'field: Must be text.'],
  ['null', z.boolean(), null, 'field: Must be true or false.'],
  ['a list for an object', role, [], 'field: Must be an object.'],
  ['a text for a list', z.array(z.string()), 'x', 'field: Must be a list.'],
  ['a decimal', z.int(), 1.5, 'field: Must be a whole number.'],
  ['a date', z.date(), 'x', 'field: Is not valid.'],
  ['a small number', z.number().min(8), 7, 'field: Must be at least 8.'],
  ['a large number', z.number().max(8), 9, 'field: Must be at most 8.'],
  ['a short text', z.string().min(2), 'a', 'field: Must have at least 2 characters.'],
  ['a long text', z.string().max(1), 'ab', 'field: Must have at most 1 character.'],
  ['a long list', z.array(z.int()).max(2), [1, 2, 3], 'field: Must have at most 2 items.'],
  ['another word', z.enum(['a', 'b', 'c']), 'x', 'field: Must be a, b or c.'],
  ['another literal', z.literal('a'), 7, 'field: Must be a.'],
  [
    'another alternative',
    z.union([z.int(), z.boolean()]),
    'x',
    'field: Must be a number or true or false.',
  ],
  ['a format', z.email(), 'x', 'field: Is not valid.'],
  ['a step', z.number().multipleOf(2), 3, 'field: Is not valid.'],
  ['a key of a record', z.record(z.enum(['a']), z.int()), { b: 1 }, 'field.b: Unknown field.'],
  ['an unknown field', role, { key: 'a', name: 'b' }, 'field.name: Unknown field.'],
  [
    'a field of an item',
    z.array(role),
    [{ key: 'a' }, {}],
    'field[1].key: This field is required.',
  ],
  ['a message of its own', z.string('Type it again.'), 7, 'field: Type it again.'],
])('%s', (_, schema, value, message) => {
  expect(messageFor(schema, value)).toContain(message)
})
