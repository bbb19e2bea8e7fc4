import type { Browser, BrowserContext } from '@playwright/test'

/** How Chromium reports a server that was killed. */
export const serverGone = /net::ERR_(CONNECTION|EMPTY|INCOMPLETE|NETWORK|SOCKET)/

/** Collects what must not happen in a browser, except what the spec expects. */
export class BrowserGuard {
  readonly problems: string[] = []
  private readonly expectedStatuses = new Set<number>()
  private readonly expectedMessages: RegExp[] = []
  private readonly expectedExceptions: RegExp[] = []

  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expectedStatuses.add(status)
  }

  expectConsole(message: RegExp): void {
    this.expectedMessages.push(message)
  }

  expectException(message: RegExp): void {
    this.expectedExceptions.push(message)
  }

  watch(browser: Browser): () => void {
    const listen = (context: BrowserContext) => this.listen(context)
    browser.contexts().forEach(listen)
    browser.on('context', listen)
    return () => browser.off('context', listen)
  }

  private listen(context: BrowserContext): void {
    context.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return
      const problem = `console.${message.type()}: ${message.text()} (${message.location().url})`
      if (!this.isExpected(message.text())) this.problems.push(problem)
    })
    context.on('weberror', (error) => {
      const { message, stack } = error.error()
      if (this.expectedExceptions.some((expected) => expected.test(message))) return
      this.problems.push(`an uncaught exception: ${stack}`)
    })
    context.on('response', (response) => {
      const status = response.status()
      if (status < 500 || this.expectedStatuses.has(status)) return
      this.problems.push(`${status} from ${response.request().method()} ${response.url()}`)
    })
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (!protocol.startsWith('http') || ['localhost', '127.0.0.1'].includes(hostname)) return
      this.problems.push(`a request to another host: ${request.url()}`)
    })
  }

  // Chromium logs every response with an error status.
  private isExpected(text: string): boolean {
    const status = /^Failed to load resource: .* status of (\d+)/.exec(text)?.[1]
    if (status) return this.expectedStatuses.has(Number(status))
    return this.expectedMessages.some((message) => message.test(text))
  }
}
