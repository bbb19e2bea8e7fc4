import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function expectAccessible(page: Page): Promise<void> {
  const { isDark, isLoaded } = await page.evaluate(() => ({
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    isLoaded: 'axe' in window,
  }))
  // A document keeps axe, which is large.
  const source = isLoaded ? { axeSource: ';' } : {}
  // Without frames the report can be made in the page itself, not in another one.
  const axe = new AxeBuilder({ page, ...source }).setLegacyMode()
  // To describe what passes takes as long as the checks.
  axe.options({ resultTypes: ['violations'] })
  // The themes differ in nothing but their colors.
  if (isDark) axe.withRules(['color-contrast'])
  else axe.withTags(tags)
  const { violations } = await axe.analyze()
  const problems = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`),
  )
  const colors = isDark ? 'dark' : 'light'
  expect(problems, `accessibility of ${page.url()}, ${colors}`).toEqual([])
}

/** The same in both themes, without loading the page again. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without motion the colors change at once.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expectAccessible(page)
  }
}

export async function expectNoHorizontalScroll(page: Page): Promise<void> {
  const size = page.viewportSize()
  for (const width of [size?.width ?? 390, 320]) {
    await page.setViewportSize({ width, height: 800 })
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await expect.poll(overflow, `at ${width} px: ${page.url()}`).toBeLessThanOrEqual(0)
  }
  if (size) await page.setViewportSize(size)
}

/** Runs a check on a desktop and on a phone, without loading the page again. */
async function atAllWidths(page: Page, check: (page: Page) => Promise<void>): Promise<void> {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await check(page)
  }
}

export function expectAccessibleAtAllWidths(page: Page): Promise<void> {
  return atAllWidths(page, expectAccessibleInBothThemes)
}

export function expectNoHorizontalScrollAtAllWidths(page: Page): Promise<void> {
  return atAllWidths(page, expectNoHorizontalScroll)
}
