import { execFileSync } from 'node:child_process'
import {
  cleanEnvironment,
  makeEmptyDirectory,
  removeDataDirectory,
  TEMPLATE,
} from '@/e2e/support/data-directory'

/** Builds the console, and creates the database with which the consoles of specs start. */
export default function setUp(): () => Promise<void> {
  run(['scripts/start.mjs', '--build-only'], process.env)
  const directory = makeEmptyDirectory()
  // The workers inherit it.
  process.env[TEMPLATE] = directory
  const env = cleanEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'warn' })
  run(['scripts/run.mjs', 'e2e/support/template-process.ts'], env)
  return () => removeDataDirectory(directory)
}

function run(args: string[], env: NodeJS.ProcessEnv): void {
  execFileSync(process.execPath, args, { stdio: 'inherit', env })
}
