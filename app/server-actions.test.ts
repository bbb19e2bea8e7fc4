import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const directive = /^\s*(['"])use server\1/m

const sources = ['app', 'components', 'lib'].flatMap((directory) =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => `${directory}/${name}`)
    .map((file) => ({ file, source: readFileSync(file, 'utf8') })),
)
const actionFiles = sources.filter(({ source }) => directive.test(source))

// Next encrypts the values that an action closes over, with a key that follows from the sources.
test.each(actionFiles)('the server actions in $file close over no values', ({ source }) => {
  expect(source.search(directive)).toBe(0)
  expect(source.replace(directive, '')).not.toMatch(directive)
})

test('no server action is bound to arguments', () => {
  expect(actionFiles.length).toBeGreaterThan(3)
  const bound = sources.filter(({ source }) => /Action\.bind\(/.test(source))
  expect(bound).toEqual([])
})

test('no server action renews what Next keeps for everyone', () => {
  const renewing = sources.filter(({ source }) =>
    /\b(revalidatePath|revalidateTag|updateTag)\b/.test(source),
  )
  expect(renewing).toEqual([])
})

test('no button names an action beside that of its form', () => {
  const buttons = sources.filter(({ source }) => /formAction=\{(?!paths\.)/.test(source))
  expect(buttons).toEqual([])
})
