import type { Page } from '@playwright/test'

/**
 * Does to every text of a page what the translation of Chrome does: it replaces the text node by
 * `<font><font>…</font></font>`, now and whenever a text appears or changes.
 */
export async function translatePages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const skipped = 'script, style, noscript, textarea, title, font'
    const wrap = (text: Text) => {
      if (!text.data.trim() || !text.parentElement || text.parentElement.closest(skipped)) return
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = text.data
      outer.append(inner)
      text.replaceWith(outer)
    }
    const wrapAll = (root: Node) => {
      if (root instanceof Text) return wrap(root)
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode())
        if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
      texts.forEach(wrap)
    }
    const translate = () => {
      wrapAll(document.body)
      new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) {
          for (const node of addedNodes) if (node.isConnected) wrapAll(node)
          if (target instanceof Text && target.isConnected) wrapAll(target)
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    }
    // Text that changes before hydration is another matter: React then renders the page again.
    const isHydrated = () =>
      [...document.querySelectorAll('main :not([type=hidden])')].every((element) =>
        Object.keys(element).some((key) => key.startsWith('__reactFiber')),
      )
    const translateOnceHydrated = () => {
      if (isHydrated()) translate()
      else setTimeout(translateOnceHydrated, 50)
    }
    window.addEventListener('load', translateOnceHydrated)
  })
}

/** Waits for the translation of the page that has just loaded. */
export async function waitForTranslation(page: Page): Promise<void> {
  await page.locator('h1 font').first().waitFor()
}

/** Wraps the texts that the page has now, as a translation before hydration does. */
export async function translateOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Node[] = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const text of texts) {
      const parent = text.parentElement
      if (!text.textContent?.trim() || parent?.closest('script, style, noscript, textarea'))
        continue
      const font = document.createElement('font')
      text.parentNode?.replaceChild(font, text)
      font.append(text)
    }
  })
}
