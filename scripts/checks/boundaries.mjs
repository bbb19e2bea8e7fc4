import '../closed-pipe.mjs'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../ensure-installed.mjs'
import { inBrokenProject, missedFixtures } from './boundary-fixtures.mjs'
import { cruise } from './cruise.mjs'
import forbidden from './rules/forbidden.cjs'
import serverOnly from './rules/server-only.cjs'

const source = /^(app|components|lib|server)\/(?!db\/generated\/).*\.tsx?$/

const knownDependencies = [
  ['app/layout.tsx', 'lib/transport/request.ts', 'aliased-tsconfig-paths'],
  ['lib/activity/audit-log.ts', 'lib/auth/actor.ts', 'type-only'],
  ['lib/db/client.ts', 'lib/db/generated/client.ts', 'import'],
]

const comments = new Map([...forbidden, serverOnly].map(({ name, comment }) => [name, comment]))

function cruiseAll(directory) {
  const { modules, violations } = cruise(directory, '.dependency-cruiser.cjs')
  const folders = cruise(directory, 'scripts/checks/rules/folder-cycles.cjs')
  return { modules, violations: [...violations, ...folders.violations] }
}

function describeViolation({ rule, from, to, cycle }) {
  const imports = cycle ? cycle.map(({ name }) => name).join(' → ') : to
  return `${rule.name}: ${from} → ${imports}\n  ${comments.get(rule.name) ?? ''}`
}

/** If dependency-cruiser misses imports, every rule passes. */
function unreadImports(modules) {
  const read = new Map(modules.map(({ source, dependencies }) => [source, dependencies]))
  const empty = [...read.keys()]
    .filter((file) => read.get(file).length === 0 && source.test(file))
    .filter((file) => /^import /m.test(readFileSync(path.join(root, file), 'utf8')))
    .map((file) => `The imports of ${file} were not read.`)
  const missing = knownDependencies
    .filter(
      ([from, to, type]) =>
        !read
          .get(from)
          ?.some(
            ({ resolved, dependencyTypes }) => resolved === to && dependencyTypes.includes(type),
          ),
    )
    .map(([from, to, type]) => `The import (${type}) of ${to} in ${from} was not read.`)
  return [...empty, ...missing]
}

const { modules, violations } = cruiseAll(root)
const problems = [
  ...violations.map(describeViolation),
  ...unreadImports(modules),
  ...missedFixtures(inBrokenProject(cruiseAll).violations),
]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.stdout.write(`${modules.length} modules, ${problems.length} problems\n`)
process.exitCode = problems.length > 0 ? 1 : 0
