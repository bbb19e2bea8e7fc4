import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'
import forbidden from './rules/forbidden.cjs'
import serverOnly from './rules/server-only.cjs'

/** For each rule a module that breaks it and what the module imports. */
const fixtures = [...forbidden, serverOnly].map(({ name, fixture }) => [name, ...fixture])
const packages = ['knip', 'next', 'next-auth', 'pg', 'server-only']

export function inBrokenProject(run) {
  const directory = mkdtempSync(path.join(tmpdir(), 'boundaries-'))
  try {
    writeProject((file, text) => {
      const target = path.join(directory, file)
      mkdirSync(path.dirname(target), { recursive: true })
      writeFileSync(target, text)
    })
    return run(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function writeProject(write) {
  write('tsconfig.json', readFileSync(path.join(root, 'tsconfig.json'), 'utf8'))
  write('package.json', JSON.stringify({ devDependencies: { knip: '*' } }))
  for (const name of packages) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    write(`node_modules/${name}/index.js`, '')
  }
  write('node_modules/next/dist/private.js', '')
  write('lib/errors.ts', 'export {}\n')
  for (const [, , target] of fixtures) {
    if (target?.startsWith('@/') && target !== '@/lib/nowhere') {
      write(`${target.slice(2)}.ts`, 'export {}\n')
    }
  }
  for (const [, file, target] of fixtures) write(file, target ? `import '${target}'\n` : '')
  write('lib/users/twin-of-circular.ts', "import '@/lib/users/circular'\n")
  write('lib/roles/down.ts', "import '@/lib/users/up'\n")
  write('lib/users/down.ts', "import '@/lib/roles/up'\n")
  write('lib/roles/up.ts', 'export {}\n')
  write('lib/users/up.ts', 'export {}\n')
}

export function missedFixtures(violations) {
  const caught = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`))
  return [...fixtures, ['no-folder-cycles', 'lib/users']]
    .filter(([name, file]) => !caught.has(`${name} ${file}`))
    .map(([name]) => `The rule "${name}" does not catch its fixture.`)
}
