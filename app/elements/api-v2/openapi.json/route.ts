import { openApiDocument } from '@/lib/api/openapi'

export const dynamic = 'force-static'

export function GET() {
  // Without it, Next lets proxies keep the document for a year, beyond the next release.
  return Response.json(openApiDocument, { headers: { 'Cache-Control': 'no-cache' } })
}
