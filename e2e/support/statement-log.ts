import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { secretsIn } from '@/lib/db/secrets'

// The worker polls for jobs twice a second, in addition to the requests of a spec.
const background = /\bFROM jobs\b/

/** The statements that a running console sends, as its embedded PostgreSQL logs them. */
export class StatementLog {
  private constructor(
    private readonly file: string,
    private readonly owner: pg.Client,
  ) {}

  static async open(directory: string): Promise<StatementLog> {
    const postmaster = readFileSync(path.join(directory, 'postgres/postmaster.pid'), 'utf8')
    const { ownerPassword: password } = secretsIn(directory)
    const port = Number(postmaster.split('\n')[3])
    const connection = { host: '127.0.0.1', port, user: 'postgres', password, database: 'console' }
    const owner = new pg.Client(connection)
    await owner.connect()
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
