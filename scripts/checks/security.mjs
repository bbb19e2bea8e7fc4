import '../closed-pipe.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { ensureInstalled, run } from '../ensure-installed.mjs'
import { limitValue } from './security/limits.mjs'
import { permissionRows } from './security/permissions.mjs'

const DOCUMENT = 'docs/security.md'
const constant = /^\[`(\w+)`\]\(\.\.\/(.+)\)$/

ensureInstalled()
const text = readFileSync(DOCUMENT, 'utf8')
const permissions = findTable('permissions')
const limits = findTable('limits')
const expected = [
  [permissions, await permissionRows()],
  [limits, await Promise.all(parseRows(limits).map(expectedLimit))],
]

if (process.argv.includes('--write')) {
  const written = expected.reduce(
    (result, [table, rows]) => result.replace(table, toTable(rows)),
    text,
  )
  writeFileSync(DOCUMENT, written)
  run(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', DOCUMENT])
} else {
  const problems = [
    ...expected.flatMap(([table, rows]) => differences(parseRows(table), rows)),
    ...undocumentedTables(),
  ]
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  if (problems.length > 0)
    process.stdout.write('npm run docs:security updates permissions and limits.\n')
  process.exitCode = problems.length > 0 ? 1 : 0
}

/** The text of the table after this marker. */
function findTable(name) {
  const [, table] = new RegExp(`<!-- ${name} -->\\s*((?:\\|.*\\|\\n)+)`).exec(text) ?? []
  if (!table) throw new Error(`${DOCUMENT} has no table of ${name}.`)
  return table
}

function parseRows(table) {
  return table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([cell]) => !/^:?-+:?$/.test(cell))
}

function toTable([head, ...rows]) {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`)
  return lines.join('')
}

/** The row with the value that the code has. A value without a constant stays as it is. */
async function expectedLimit([limit, value, reference, ...rest]) {
  const [, name, file] = constant.exec(reference) ?? []
  return [limit, name ? await limitValue(file, name) : value, reference, ...rest]
}

function undocumentedTables() {
  const documented = parseRows(findTable('data')).map(([name]) => name.replaceAll('`', ''))
  const schema = readFileSync('prisma/schema.prisma', 'utf8')
  const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name)
  return [
    ...tables.filter((name) => !documented.includes(name)).map((name) => `${name} is missing.`),
    ...documented
      .slice(1)
      .filter((name) => !tables.includes(name))
      .map((name) => `${name} is not a table.`),
  ].map((problem) => `${DOCUMENT}: in the table of data, ${problem}`)
}

function differences(actual, rows) {
  const [found, wanted] = [actual, rows].map((table) => table.map((row) => row.join(' | ')))
  return [
    ...wanted.filter((row) => !found.includes(row)).map((row) => `${DOCUMENT} lacks: ${row}`),
    ...found.filter((row) => !wanted.includes(row)).map((row) => `${DOCUMENT} has: ${row}`),
  ]
}
