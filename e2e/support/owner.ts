import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { secretsIn } from '@/lib/db/secrets'

/** Connects to the embedded database of a running console as the owner of its tables. */
export async function connectAsOwner(directory: string): Promise<pg.Client> {
  const port = Number(postmaster(directory)[3])
  const { ownerPassword: password } = secretsIn(directory)
  const connection = { host: '127.0.0.1', port, user: 'postgres', password, database: 'console' }
  const owner = new pg.Client(connection)
  await owner.connect()
  return owner
}

/** Stops all processes of the database until the returned function lets them continue. */
export function freezeDatabase(directory: string): () => void {
  const pid = Number(postmaster(directory)[0])
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  const processes = [pid, ...children.map(Number)]
  for (const each of processes) process.kill(each, 'SIGSTOP')
  return () => {
    // The postmaster last: it may end the others.
    for (const each of processes.toReversed()) process.kill(each, 'SIGCONT')
  }
}

function postmaster(directory: string): string[] {
  return readFileSync(path.join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')
}
