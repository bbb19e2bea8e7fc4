import { PrismaPg } from '@prisma/adapter-pg'

// Read in @prisma/adapter-pg 7.10.0.
// The adapter's `executeScript` splits a script at every semicolon, also inside a function body.
// Sent whole, a migration is also one transaction: if it fails, it leaves nothing behind.

/** Connections that send each migration as one query. */
export class WholeScriptAdapter extends PrismaPg {
  private readonly adapters: Awaited<ReturnType<PrismaPg['connect']>>[] = []

  constructor(
    url: string,
    private readonly onWarning: (message: string) => void,
  ) {
    super({ connectionString: url })
  }

  override async connect() {
    const adapter = await super.connect()
    adapter.underlyingDriver().on('connect', (client) => {
      client.on('notice', ({ severity, message }) => {
        if (severity === 'WARNING' && message) this.onWarning(message)
      })
    })
    this.adapters.push(adapter)
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script)
    }
    return adapter
  }

  async close(): Promise<void> {
    for (const adapter of this.adapters) await adapter.dispose()
  }
}
