import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { load } from '../../bundle.mjs'

const { nouns } = createRequire(import.meta.url)('../rules/floors.cjs')

/** The rows of the table of permissions, from the roles and the operations that the code defines. */
export async function permissionRows() {
  const { describeRoles, registeredOperations } = await loadProgram()
  const roles = describeRoles()
  const operations = [...registeredOperations().values()]
  const permissions = [...new Set(operations.map(({ permission }) => permission))].toSorted()
  const isAllowed = ({ privileges }, permission) =>
    privileges.some(({ key }) => key === permission) ? 'yes' : ''
  const namesFor = (permission) =>
    operations
      .filter((operation) => operation.permission === permission)
      .map(({ name }) => `\`${name}\``)
      .toSorted()
  return [
    ['permission', ...roles.map(({ name }) => name), 'operations'],
    ...permissions.map((permission) => [
      `\`${permission}\``,
      ...roles.map((role) => isAllowed(role, permission)),
      namesFor(permission).join(', '),
    ]),
  ]
}

/** Loads every module that defines operations, because each one registers itself. */
async function loadProgram() {
  const modules = execFileSync('git', ['ls-files', ...nouns.map((noun) => `lib/${noun}/*.ts`)], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && !file.includes('.test'))
    .filter((file) => readFileSync(file, 'utf8').includes("from '@/lib/operation'"))
  const cache = path.resolve('node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const directory = mkdtempSync(path.join(cache, 'operations-'))
  const entry = path.join(directory, 'operations.ts')
  try {
    writeFileSync(
      entry,
      [
        ...modules.map((file) => `import '@/${file}'`),
        "export { describeRoles } from '@/lib/roles/describe'",
        "export { registeredOperations } from '@/lib/operation'",
      ].join('\n'),
    )
    return await load(entry)
  } finally {
    rmSync(directory, { recursive: true })
  }
}
