import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretsIn } from '@/lib/db/secrets'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'console-secrets-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('secrets are created once, readable by their owner only', () => {
  const created = secretsIn(path.join(directory, 'data'))
  expect(secretsIn(path.join(directory, 'data'))).toEqual(created)
  expect(statSync(path.join(directory, 'data', 'secrets.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(path.join(directory, 'data'))).toEqual(['secrets.json'])
})

test('a damaged file of secrets is not replaced', () => {
  writeFileSync(path.join(directory, 'secrets.json'), '{"AUTH_SECRET":')
  expect(() => secretsIn(directory)).toThrow(/secrets\.json does not contain the secrets/)
})

test('a directory that cannot be written to is reported in one sentence', () => {
  writeFileSync(path.join(directory, 'file'), '')
  expect(() => secretsIn(path.join(directory, 'file', 'data'))).toThrow(/^DATA_DIR: .*\.$/)
})

test('several first starts at once get the same secrets', async () => {
  const program = `const { load } = await import('./scripts/bundle.mjs')
    const { secretsIn } = await load('lib/db/secrets.ts')
    process.stdout.write(JSON.stringify(secretsIn(process.argv[1])))`
  const start = () =>
    new Promise<string>((resolve, reject) => {
      const args = ['--input-type=module', '-e', program, directory]
      execFile(process.execPath, args, (error, stdout) => (error ? reject(error) : resolve(stdout)))
    })
  const secrets = await Promise.all(Array.from({ length: 6 }, start))
  expect(new Set(secrets).size).toBe(1)
})
