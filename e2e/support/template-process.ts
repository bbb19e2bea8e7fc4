// Creates a migrated database that is complete when this process ends.
import { appendFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { openDatabase } from '@/lib/db/settings'

const directory = process.env.DATA_DIR ?? ''
const database = await openDatabase()
await database.disconnect()
await database.release()
// A spec may kill a server, but no spec outlives the machine.
appendFileSync(path.join(directory, 'postgres/postgresql.conf'), 'fsync = off\n')
// Copies must not start on the same port.
rmSync(path.join(directory, 'postgres.port'))
