import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const execute = promisify(execFile)

export const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

// As `npm start` does, without npm, which passes no signals on.
function startOf() {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  return scripts.start.split(' ').slice(1)
}

/** Starts the console, to be ended by `closers`; also how many milliseconds that took. */
export async function started(env, closers) {
  const began = performance.now()
  const child = spawn(process.execPath, startOf(), { env, stdio: ['ignore', 'pipe', 2] })
  closers.push(() => ended(child))
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      if (String(text).includes('Ready on')) resolve()
      else if (String(text).startsWith('{')) process.stderr.write(text)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, took: performance.now() - began }
}

export async function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}

/** Resident memory of a process in MiB; undefined where the system does not tell. */
export function memoryOf({ pid }) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}

/** The embedded database of a directory, as its owner and as the console's role. */
export function databaseIn(directory) {
  const secrets = JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8'))
  const pid = readFileSync(path.join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  const port = Number(pid[3])
  const owner = { host: '127.0.0.1', port, user: 'postgres', database: 'console' }
  return { port, secrets, owner: { ...owner, password: secrets.ownerPassword } }
}

/**
 * An organization with so many accounts, one of them with many users and one with a rare name; with
 * secrets, a session and the cursor of its 1,000th page. Also how long the seed took.
 */
export async function organization(env, size, users, { owner, closers }) {
  const run = async (...args) => {
    const running = execute(process.execPath, ['scripts/run.mjs', ...args], { env })
    closers.push(() => ended(running.child))
    return (await running).stdout
  }
  const names = ['--name', `Bench ${size}`, '--first-name', 'Ada', '--last-name', 'Bench']
  const email = `bench${size}@example.com`
  const made = JSON.parse(await run('scripts/org-create.ts', ...names, '--email', email, '--json'))
  const { organizationId } = made
  const seed = (accounts, each) =>
    run(
      'prisma/seed.ts',
      '--accounts',
      `${accounts}`,
      '--users-per-account',
      `${each}`,
      '--organization',
      `${organizationId}`,
    )
  const began = performance.now()
  await seed(size, 1)
  const seeded = performance.now() - began
  await seed(1, users)
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(
    `INSERT INTO accounts (organization_id, name, name_key, external_id)
     VALUES ($1, 'Zzyx', 'zzyx', 'RARE')`,
    [organizationId],
  )
  await client.query('VACUUM ANALYZE accounts, users')
  const places = await placesIn(client, organizationId, size)
  const cookie = await sessionOf(client, made.userId)
  await client.end()
  return { ...made, ...places, cookie, size, seeded }
}

async function placesIn(client, organizationId, size) {
  const row = async (sql, ...values) =>
    (await client.query(sql, [organizationId, ...values])).rows[0]
  const first = Math.min(1000 * 50, size / 2)
  const deep = await row(
    `SELECT name_key, id FROM accounts WHERE organization_id = $1 AND active
      ORDER BY name_key, id OFFSET $2 LIMIT 1`,
    first - 1,
  )
  const cursor = JSON.stringify(['next', 'name asc', deep.name_key, deep.id, first + 1])
  const middle = `SELECT a.id, u.id AS "userId" FROM accounts a JOIN users u ON u.account_id = a.id
                   WHERE a.organization_id = $1 AND a.external_id = $2 LIMIT 1`
  const external = (place) => `CUST-${String(place).padStart(7, '0')}`
  const some = await row(middle, external(Math.floor(size / 2)))
  const crowd = await row(middle, external(size + 1))
  return {
    middle: some.id,
    someUser: some.userId,
    crowd: crowd.id,
    deep: Buffer.from(cursor).toString('base64url'),
  }
}

async function sessionOf(client, userId) {
  const token = randomBytes(32).toString('base64url')
  const id = createHash('sha256').update(token).digest('hex')
  await client.query(
    `INSERT INTO sessions (id, user_id, expires_at, address, user_agent)
     VALUES ($1, $2, now() + interval '1 day', 'bench', 'bench')`,
    [id, userId],
  )
  return `console-session=${token}`
}
