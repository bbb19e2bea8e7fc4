import type { Page } from '@playwright/test'

/** Holds the requests of the router and of forms back. Returns a function that lets them pass. */
export async function holdRequests(page: Page): Promise<() => Promise<void>> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(
    () => true,
    async (route) => {
      const headers = route.request().headers()
      if (headers.rsc || headers['next-action']) await released
      await route.continue()
    },
  )
  return async () => {
    release()
    await page.unrouteAll({ behavior: 'wait' })
  }
}
