import type { Page } from '@playwright/test'

const SCRIPTS = /\/_next\/static\/.*\.js/

/** Opens a page whose scripts wait. Returns a function that loads them, one after the other. */
export async function openBeforeScripts(page: Page, url: string): Promise<() => void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  let loadScripts = () => {}
  let loaded = new Promise<void>((resolve) => {
    loadScripts = resolve
  })
  await page.route(SCRIPTS, (route) => {
    loaded = loaded.then(() => route.continue())
    return loaded
  })
  await page.goto(url, { waitUntil: 'commit' })
  return loadScripts
}
