import 'server-only'
import { headers } from 'next/headers'

/**
 * Goes to a page that must not share memory with this one. `redirect` from a script keeps the
 * document, so the form gets the location and loads it.
 */
export async function loadDocument(location: string) {
  const isScript = (await headers()).has('next-action')
  return isScript ? { message: 'Loading…', result: { location } } : { location }
}
