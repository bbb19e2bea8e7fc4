import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import type { Reply, Tasks } from '@/e2e/support/test-db-process'

type Waiting = { resolve(value: unknown): void; reject(reason: Error): void }

/** Prepares in the database of a running console what a story starts from. */
export class TestDatabase {
  private readonly waiting = new Map<number, Waiting>()
  private asked = 0

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (reply: Reply) => this.hear(reply))
    child.once('exit', () => this.hangUp())
  }

  /** Joins the database of the console whose data is in this directory. */
  static async open(directory: string): Promise<TestDatabase> {
    const child = fork('scripts/run.mjs', ['e2e/support/test-db-process.ts'], {
      env: cleanEnvironment({ DATA_DIR: directory, LOG_LEVEL: 'warn' }),
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (typeof first === 'number') throw new Error(`The test database process ended with ${first}.`)
    return new TestDatabase(child)
  }

  /** An organization with its default account and an administrator who can sign in. */
  organization(...values: Parameters<Tasks['organization']>) {
    return this.ask('organization', values)
  }

  account(...values: Parameters<Tasks['account']>) {
    return this.ask('account', values)
  }

  /** A user who can sign in. */
  user(...values: Parameters<Tasks['user']>) {
    return this.ask('user', values)
  }

  /** What the tables hold, asked in SQL as the program's own role. */
  rows(...values: Parameters<Tasks['rows']>) {
    return this.ask('rows', values)
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = once(this.child, 'exit')
    this.child.disconnect()
    await ended
  }

  private ask<K extends keyof Tasks>(name: K, values: unknown[]): ReturnType<Tasks[K]>
  private ask(name: string, values: unknown[]): Promise<unknown> {
    const id = ++this.asked
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.child.send({ id, name, values })
    })
  }

  private hear({ id, value, error }: Reply): void {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(error))
  }

  private hangUp(): void {
    for (const { reject } of this.waiting.values())
      reject(new Error('The test database process ended.'))
    this.waiting.clear()
  }
}
