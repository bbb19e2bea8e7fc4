import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import { freePort } from '@/lib/db/embedded/free-port'

const READY_WITHIN_MS = 50_000
const STOPPED_WITHIN_MS = 25_000

/** One running console, started as `npm start` starts it. */
export class Server {
  readonly url: string
  private readonly news = new EventEmitter()
  private said = ''

  private constructor(
    readonly directory: string,
    port: number,
    private readonly child: ChildProcess,
  ) {
    this.url = `http://localhost:${port}`
    const hear = (part: unknown) => {
      this.said += String(part)
      this.news.emit('news')
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => this.news.emit('news'))
  }

  static async start(directory: string, env: Record<string, string> = {}): Promise<Server> {
    const port = await freePort()
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment({ DATA_DIR: directory, HOST: '127.0.0.1', PORT: `${port}`, ...env }),
    })
    const server = new Server(directory, port, child)
    await server.hears(/^Ready on (\S+)/m).catch(async (error: unknown) => {
      await server.kill()
      throw error
    })
    return server
  }

  /** Everything that the server has said: its log, for a story that failed. */
  get log(): string {
    return this.said
  }

  /** The address that an empty installation prints at its start. */
  setUpLink(): Promise<string> {
    return this.hears(/^Set up this installation: (\S+)/m)
  }

  /** Ends it as an operator would, and checks that it ends well. */
  async stop(): Promise<void> {
    const code = await this.end('SIGTERM')
    if (code !== 0) throw new Error(`The server ended with ${code}.\n${this.said}`)
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  private get ended(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.ended) return this.child.signalCode ? 0 : this.child.exitCode
    const patience = setTimeout(() => this.child.kill('SIGKILL'), STOPPED_WITHIN_MS)
    const ended = once(this.child, 'exit')
    this.child.kill(signal)
    await ended
    clearTimeout(patience)
    return this.child.exitCode
  }

  private async hears(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.timeout(READY_WITHIN_MS)
    for (;;) {
      const found = pattern.exec(this.said)?.[1]
      if (found) return found
      if (this.ended || signal.aborted) {
        throw new Error(`The server did not say ${pattern}.\n${this.said}`)
      }
      await once(this.news, 'news', { signal }).catch(() => undefined)
    }
  }
}
