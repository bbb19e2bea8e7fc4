import { isHealthy } from '@/lib/health'

export async function GET() {
  const healthy = await isHealthy()
  const status = healthy ? 200 : 503
  return Response.json({ status: healthy ? 'ok' : 'unavailable' }, { status })
}
