import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/browser.mjs'

const executablePath = findChromium()

// Specs may only contact the console: no updates, no telemetry.
const args = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  // Chromium refuses to sandbox itself as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: 'e2e/support/set-up.ts',
  outputDir: 'test-results/specs',
  reporter: [['list'], ['json', { outputFile: 'test-results/specs.json' }]],
  forbidOnly: true,
  // Specs wait more than they compute, so run one more than a small machine has processors.
  workers: 3,
  retries: 0,
  // Only for what never ends: a busy machine takes many times as long as usual.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: {
    locale: 'en-US',
    timezoneId: 'UTC',
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: 'only-on-failure',
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
  },
})
