import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/auth/options'
import { requestOrigin } from '@/lib/transport/request'

async function handler(request: NextRequest, context: RouteContext<'/api/auth/[...nextauth]'>) {
  const params = await context.params
  return NextAuth(request, { params }, authOptions(await requestOrigin()))
}

export { handler as GET, handler as POST }
