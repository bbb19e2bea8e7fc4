import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashSources } from '@/scripts/source-hash'

let one: string
let two: string

beforeEach(() => {
  one = mkdtempSync(path.join(tmpdir(), 'sources-'))
  two = `${one}-copy`
  write('app/page.tsx', 'page')
  write('lib/text.ts', 'text')
  write('package-lock.json', '{}')
  cpSync(one, two, { recursive: true })
})

afterEach(() => {
  for (const directory of [one, two]) rmSync(directory, { recursive: true, force: true })
})

function write(file: string, content: string, directory = one) {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true })
  writeFileSync(path.join(directory, file), content)
}

test('the same sources in another directory have the same hash', () => {
  expect(hashSources(two)).toBe(hashSources(one))
})

test.each([
  ['a changed page', 'app/page.tsx', 'changed'],
  ['a new file', 'components/new.tsx', ''],
  ['other packages', 'package-lock.json', '{"other":1}'],
  ['another schema', 'prisma/schema.prisma', 'model'],
])('%s has another hash', (_, file, content) => {
  write(file, content, two)
  expect(hashSources(two)).not.toBe(hashSources(one))
})

test('content that moves from one file to the next has another hash', () => {
  write('app/page.tsx', 'pa', two)
  write('lib/text.ts', 'getext', two)
  expect(hashSources(two)).not.toBe(hashSources(one))
})

test.each(['lib/text.test.ts', 'lib/db/generated/client.ts', 'README.md', '.data/postgres.log'])(
  '%s does not change the hash',
  (file) => {
    write(file, 'new', two)
    expect(hashSources(two)).toBe(hashSources(one))
  },
)
