import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const files = ['server/internals', 'lib/db/internals', 'components/shell/internals'].flatMap(
  (directory) =>
    readdirSync(directory)
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => path.join(directory, name)),
)

test.each(files)('%s was read in the installed version of its package', (file) => {
  const [, name, version] = /^\/\/ Read in (\S+) (\S+)\.$/m.exec(readFileSync(file, 'utf8')) ?? []
  const manifest = readFileSync(`node_modules/${name}/package.json`, 'utf8')
  expect(JSON.parse(manifest).version).toBe(version)
})
