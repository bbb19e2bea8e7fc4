import pg from 'pg'
import { vi } from 'vitest'

export type Statement = { text: string; values: unknown[] }

// A new connection may be made at any time.
const ofNewConnection = /^SET random_page_cost/

/** The statements that pg sends to the database while `run` runs, BEGIN and COMMIT included. */
export async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await run()
    return query.mock.calls
      .flatMap(([sent]: unknown[]) => toStatement(sent))
      .filter(({ text }) => !ofNewConnection.test(text))
  } finally {
    query.mockRestore()
  }
}

function toStatement(sent: unknown): Statement[] {
  if (typeof sent === 'string') return [{ text: sent, values: [] }]
  if (typeof sent !== 'object' || sent === null || !('text' in sent)) return []
  const values = 'values' in sent && Array.isArray(sent.values) ? sent.values : []
  return [{ text: String(sent.text), values }]
}
