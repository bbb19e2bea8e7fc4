import { PrismaPg } from '@prisma/adapter-pg'

// Read in @prisma/adapter-pg 7.10.0.
// The adapter's `executeScript` splits a script at every semicolon, also inside a function body.
// Sent whole, a migration is also one transaction: if it fails, it leaves nothing behind.

/** Connections that send each migration as one query. */
export class WholeScriptAdapter extends PrismaPg {
  private readonly adapters: Awaited<ReturnType<PrismaPg['connect']>>[] = []

  override async connect() {
    const adapter = await super.connect()
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
