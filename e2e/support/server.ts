import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import { freePort } from '@/lib/db/embedded/free-port'

const START_TIMEOUT_MS = 200_000
const STOP_TIMEOUT_MS = 100_000

export class Server {
  readonly url: string
  private readonly events = new EventEmitter()
  private output = ''

  private constructor(
    readonly directory: string,
    port: number,
    private readonly child: ChildProcess,
  ) {
    this.url = `http://localhost:${port}`
    const append = (chunk: unknown) => {
      this.output += String(chunk)
      this.events.emit('change')
    }
    child.stdout?.on('data', append)
    child.stderr?.on('data', append)
    child.once('close', () => this.events.emit('change'))
  }

  static async start(directory: string, env: Record<string, string> = {}): Promise<Server> {
    const port = await freePort()
    const child = spawn(process.execPath, ['scripts/start.mjs'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment({ DATA_DIR: directory, HOST: '127.0.0.1', PORT: `${port}`, ...env }),
    })
    const server = new Server(directory, port, child)
    await server.waitForOutput(/^Ready on (\S+)/m).catch(async (error: unknown) => {
      await server.kill()
      throw error
    })
    return server
  }

  get log(): string {
    return this.output
  }

  setUpLink(): Promise<string> {
    return this.waitForOutput(/^Set up this installation: (\S+)/m)
  }

  async stop(): Promise<void> {
    const code = await this.exit('SIGTERM')
    if (code !== 0) throw new Error(`The server exited with ${code}.\n${this.output}`)
  }

  async kill(): Promise<void> {
    await this.exit('SIGKILL')
  }

  private get exited(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  private async exit(signal: NodeJS.Signals): Promise<number | null> {
    if (this.exited) return this.child.signalCode ? 0 : this.child.exitCode
    const timeout = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS)
    const exited = once(this.child, 'exit')
    this.child.kill(signal)
    await exited
    clearTimeout(timeout)
    return this.child.exitCode
  }

  private async waitForOutput(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.timeout(START_TIMEOUT_MS)
    for (;;) {
      const match = pattern.exec(this.output)?.[1]
      if (match) return match
      if (this.exited || signal.aborted) {
        throw new Error(`The server did not print ${pattern}.\n${this.output}`)
      }
      await once(this.events, 'change', { signal }).catch(() => undefined)
    }
  }
}
