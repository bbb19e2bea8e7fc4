import { execFileSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const modifiedAt = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

export function ensureInstalled() {
  process.chdir(root)
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    process.stderr.write(`Node 20.19 or newer is required. This is ${process.versions.node}.\n`)
    process.exit(1)
  }
  if (modifiedAt('node_modules/.package-lock.json') < modifiedAt('package-lock.json')) {
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])
  }
  if (modifiedAt('lib/db/generated/client.ts') < modifiedAt('prisma/schema.prisma')) {
    // `generate` doesn't use the schema engine, but without a path Prisma downloads it.
    run(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    })
  }
}

// Packages run scripts when they are installed, and plugins when they build.
const secrets = [
  'AUTH_SECRET',
  'AUTH_SECRET_PREVIOUS',
  'AUDIT_SECRET',
  'AUDIT_SECRET_PREVIOUS',
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'SMTP_URL',
]

/** The environment of programs that install or build the console, and need none of its secrets. */
export function environmentWithoutSecrets() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !secrets.includes(name)))
}

/** Runs a program. Its output goes to stderr, because stdout belongs to the command. */
export function run(command, args, env = {}) {
  execFileSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...environmentWithoutSecrets(), ...env },
  })
}
