import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { connectAsOwner } from '@/e2e/support/owner'

// In addition to the requests of a spec, the worker polls for jobs twice a second, and each new
// connection sets how statements are planned.
const background = /\bFROM jobs\b|^SET random_page_cost/

/** The statements that a running console sends, as its embedded PostgreSQL logs them. */
export class StatementLog {
  private constructor(
    private readonly file: string,
    private readonly owner: pg.Client,
  ) {}

  static async open(directory: string): Promise<StatementLog> {
    const owner = await connectAsOwner(directory)
    await owner.query(`ALTER SYSTEM SET log_line_prefix = '%u '`)
    await owner.query(`ALTER SYSTEM SET log_statement = 'all'`)
    const log = new StatementLog(path.join(directory, 'postgres.log'), owner)
    await log.reload()
    return log
  }

  /** What is sent while `run` runs, BEGIN and COMMIT included. */
  async of(run: () => Promise<unknown>): Promise<string[]> {
    const before = readFileSync(this.file).length
    await run()
    const lines = readFileSync(this.file).subarray(before).toString()
    const statement = /^console_app LOG: {2}(?:statement|execute [^:]+): (.*(?:\n\t.*)*)/gm
    return [...lines.matchAll(statement)]
      .map(([, text = '']) => text.replace(/\s+/g, ' ').trim())
      .filter((text) => !background.test(text))
  }

  async close(): Promise<void> {
    await this.owner.query('ALTER SYSTEM RESET ALL')
    await this.reload()
    await this.owner.end()
  }

  // Sessions apply the new settings before their next statement.
  private async reload(): Promise<void> {
    await this.owner.query('SELECT pg_reload_conf()')
  }
}
