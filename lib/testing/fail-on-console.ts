import { format } from 'node:util'
import { afterEach, beforeEach, expect } from 'vitest'

const messages: string[] = []
for (const level of ['error', 'warn'] as const) {
  console[level] = (...parts: unknown[]) => {
    messages.push(`console.${level}: ${format(...parts)}`)
  }
}

// What a module prints while it loads fails the first test of its file.
beforeEach(expectNoMessages)
afterEach(expectNoMessages)

function expectNoMessages(): void {
  expect(messages.splice(0), 'messages on console.error or console.warn').toEqual([])
}
