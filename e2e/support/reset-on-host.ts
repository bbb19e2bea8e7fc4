import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import type { Server } from '@/e2e/support/server'

const resultSchema = z.object({ password: z.string().optional() })

/** Runs `npm run user:reset` on the host of a console. */
export async function resetOnHost({ directory }: Server, email: string, ...options: string[]) {
  const command = ['scripts/run.mjs', 'scripts/user-reset.ts', '--email', email, '--json']
  const env = cleanEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'warn' })
  const { stdout } = await promisify(execFile)(process.execPath, [...command, ...options], { env })
  return resultSchema.parse(JSON.parse(stdout))
}
