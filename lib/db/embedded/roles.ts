import pg from 'pg'
import { localUrl } from '@/lib/db/embedded/cluster'

const DATABASE = 'console'
const APPLICATION_ROLE = 'console_app'
const OWNER_ROLE = 'postgres'

export type Passwords = { ownerPassword: string; applicationPassword: string }
export type Urls = { owner: string; application: string }

export async function prepareRoles(port: number, passwords: Passwords): Promise<Urls> {
  const { ownerPassword, applicationPassword } = passwords
  const url = localUrl(port, OWNER_ROLE, ownerPassword, 'postgres')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const exists = async (sql: string, name: string) =>
      ((await client.query(sql, [name])).rowCount ?? 0) > 0
    if (!(await exists('SELECT 1 FROM pg_roles WHERE rolname = $1', APPLICATION_ROLE))) {
      const password = client.escapeLiteral(applicationPassword)
      await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN PASSWORD ${password}`)
    }
    if (!(await exists('SELECT 1 FROM pg_database WHERE datname = $1', DATABASE))) {
      await client.query(`CREATE DATABASE ${DATABASE}`)
    }
  } finally {
    await client.end()
  }
  return {
    owner: localUrl(port, OWNER_ROLE, ownerPassword, DATABASE),
    application: localUrl(port, APPLICATION_ROLE, applicationPassword, DATABASE),
  }
}
