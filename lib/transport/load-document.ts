import 'server-only'
import { headers } from 'next/headers'

/**
 * Goes to a page that must not share memory with this one. `redirect` from a script keeps the
 * document, so the form gets the location and loads it.
 */
export async function loadDocument(location: string) {
  return (await isCalledByScript()) ? { message: 'Loading…', result: { location } } : { location }
}

/** Whether a script sent the form. The page is then rendered again before the form has its answer. */
export async function isCalledByScript(): Promise<boolean> {
  return (await headers()).has('next-action')
}
