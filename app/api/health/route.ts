import { isHealthy } from '@/lib/health'

export async function GET() {
  const healthy = await isHealthy()
  const status = healthy ? 200 : 503
  const headers = { 'Cache-Control': 'no-store' }
  return Response.json({ status: healthy ? 'ok' : 'unavailable' }, { status, headers })
}
