import type { Page } from '@playwright/test'

/** Resolves when the scripts of the page have taken over its first form. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.forms[0] ?? {}).some((key) => key.startsWith('__reactProps')),
  )
}
