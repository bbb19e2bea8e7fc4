import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'
import { plant, specimens } from './boundary-fixtures.mjs'
import { cruise } from './dependency-cruise.mjs'

const own = /^(app|components|lib)\/(?!db\/generated\/).*\.tsx?$/

/** Rules that let their own specimen pass, or have none. */
function blindRules() {
  const directory = mkdtempSync(path.join(tmpdir(), 'rooms-'))
  try {
    plant(directory)
    const caught = new Set(cruise(directory).violations.map(({ rule, from }) => `${rule} ${from}`))
    return ruleNames()
      .filter((name) => !caught.has(`${name} ${specimens[name]?.[0]}`))
      .map((name) => `The rule "${name}" does not catch a module that breaks it.`)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function ruleNames() {
  const rules = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs'))
  return [...rules.forbidden, ...rules.required].map(({ name }) => name)
}

/** Modules whose imports were not read: then every rule would pass for nothing. */
function unreadModules({ modules }) {
  const known = new Map(modules.map(({ source, dependencies }) => [source, dependencies]))
  const blind = [...known.entries()]
    .filter(([file, read]) => read.length === 0 && own.test(file))
    .filter(([file]) => /^import /m.test(readFileSync(path.join(root, file), 'utf8')))
    .map(([file]) => `The imports of ${file} were not read.`)
  const expected = [
    ['app/layout.tsx', 'lib/transport/request.ts', 'aliased-tsconfig-paths'],
    ['lib/activity/audit-log.ts', 'lib/auth/actor.ts', 'type-only'],
    ['lib/db/client.ts', 'lib/db/generated/client.ts', 'import'],
  ]
  const missing = expected
    .filter(
      ([from, to, kind]) =>
        !known
          .get(from)
          ?.some((read) => read.resolved === to && read.dependencyTypes.includes(kind)),
    )
    .map(([from, to, kind]) => `The dependency (${kind}) of ${from} on ${to} was not read.`)
  return [...blind, ...missing]
}

const found = cruise(root)
const said = [
  ...found.violations.map(
    ({ rule, from, to, comment }) => `${rule}: ${from} → ${to}\n  ${comment}`,
  ),
  ...unreadModules(found),
  ...blindRules(),
]
for (const line of said) process.stdout.write(`${line}\n`)
process.stdout.write(`${found.modules.length} modules read, ${said.length} objections.\n`)
process.exitCode = said.length > 0 ? 1 : 0
