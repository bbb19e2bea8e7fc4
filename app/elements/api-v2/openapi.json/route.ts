import { openApi } from '@/app/elements/api-v2/openapi'

export function GET() {
  return Response.json(openApi())
}
