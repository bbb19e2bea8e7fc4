import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import type { Reply, Tasks } from '@/e2e/support/test-db-process'

type PendingCall = { resolve(value: unknown): void; reject(reason: Error): void }

/** Test data in the database of a running console. */
export class TestDatabase {
  private static readonly all = new Set<TestDatabase>()
  private readonly pending = new Map<number, PendingCall>()
  private lastId = 0

  private constructor(
    private readonly directory: string,
    private readonly child: ChildProcess,
  ) {
    TestDatabase.all.add(this)
    child.on('message', (reply: Reply) => this.receive(reply))
    child.once('exit', () => this.rejectPending())
  }

  static async open(directory: string): Promise<TestDatabase> {
    const child = fork('scripts/run.mjs', ['e2e/support/test-db-process.ts'], {
      env: cleanEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'warn' }),
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (typeof message === 'number')
      throw new Error(`The test database process exited with ${message}.`)
    return new TestDatabase(directory, child)
  }

  /** A spec that fails closes none. Each must be closed before its directory is removed. */
  static async closeAll(directory: string): Promise<void> {
    for (const db of TestDatabase.all) if (db.directory === directory) await db.close()
  }

  organization(...values: Parameters<Tasks['organization']>) {
    return this.call('organization', values)
  }

  account(...values: Parameters<Tasks['account']>) {
    return this.call('account', values)
  }

  user(...values: Parameters<Tasks['user']>) {
    return this.call('user', values)
  }

  session(...values: Parameters<Tasks['session']>) {
    return this.call('session', values)
  }

  rows(...values: Parameters<Tasks['rows']>) {
    return this.call('rows', values)
  }

  async close(): Promise<void> {
    TestDatabase.all.delete(this)
    if (this.child.exitCode !== null) return
    const exited = once(this.child, 'exit')
    this.child.disconnect()
    await exited
  }

  private call<K extends keyof Tasks>(name: K, values: unknown[]): ReturnType<Tasks[K]>
  private call(name: string, values: unknown[]): Promise<unknown> {
    const id = ++this.lastId
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject })
      this.child.send({ id, name, values })
    })
  }

  private receive({ id, value, error }: Reply): void {
    const waiting = this.pending.get(id)
    this.pending.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(error))
  }

  private rejectPending(): void {
    for (const { reject } of this.pending.values())
      reject(new Error('The test database process exited.'))
    this.pending.clear()
  }
}
