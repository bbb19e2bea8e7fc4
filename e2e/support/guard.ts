import type { Browser, BrowserContext } from '@playwright/test'

/** Hears everything that must not happen in a browser, unless the story says that it will. */
export class BrowserGuard {
  readonly objections: string[] = []
  private readonly expected = new Set<number>()
  private readonly tolerated: RegExp[] = []

  /** Answers with these statuses belong to the story, e.g. 403 for who may not. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expected.add(status)
  }

  /** A line on the console that belongs to the story. */
  expectConsole(line: RegExp): void {
    this.tolerated.push(line)
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
      const line = `console.${message.type()}: ${message.text()} (${message.location().url})`
      if (!this.isExpected(message.text())) this.objections.push(line)
    })
    context.on('weberror', (error) => {
      this.objections.push(`an exception in the page: ${error.error().stack}`)
    })
    context.on('response', (response) => {
      const status = response.status()
      if (status < 500 || this.expected.has(status)) return
      this.objections.push(`${status} from ${response.request().method()} ${response.url()}`)
    })
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (!protocol.startsWith('http') || ['localhost', '127.0.0.1'].includes(hostname)) return
      this.objections.push(`a request to another place: ${request.url()}`)
    })
  }

  // Chromium writes a line of its own for every answer that is an error.
  private isExpected(text: string): boolean {
    const status = /^Failed to load resource: .* status of (\d+)/.exec(text)?.[1]
    if (status) return this.expected.has(Number(status))
    return this.tolerated.some((line) => line.test(text))
  }
}
