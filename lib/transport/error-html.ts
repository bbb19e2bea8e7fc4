import { paths } from '@/lib/paths'

type Content = { title: string; message: string; requestId?: string | undefined; nonce: string }

const style = `
  :root { color-scheme: light dark; font: 0.875rem/1.25rem system-ui, sans-serif }
  main { max-width: 30rem; margin: 20vh auto 0; padding: 0 1rem }
  h1 { font-size: 1.5rem; line-height: 2rem }`

/** An error where React can't render a page: in a route handler, or of a page without JavaScript. */
export function errorHtml({ title, message, requestId, nonce }: Content): string {
  const reference = requestId
    ? `<p>If it happens again, report request ID <code>${escapeHtml(requestId)}</code>.</p>`
    : ''
  return `<style nonce="${nonce}">${style}</style>
<main>
  <h1>${title}</h1>
  <p>${escapeHtml(message)}</p>
  ${reference}
  <p><a href="">Try again</a> or go <a href="${paths.home}">back to the console</a>.</p>
</main>`
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
