import { format } from 'node:util'
import { afterEach, beforeEach, expect } from 'vitest'

const said: string[] = []
for (const level of ['error', 'warn'] as const) {
  console[level] = (...parts: unknown[]) => {
    said.push(`console.${level}: ${format(...parts)}`)
  }
}

// What a module says while it is loaded counts for the first test of its file.
beforeEach(expectSilence)
afterEach(expectSilence)

function expectSilence(): void {
  const heard = said.splice(0)
  expect(heard, 'nothing may be said on console.error or console.warn').toEqual([])
}
