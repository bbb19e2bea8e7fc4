import 'server-only'
import { z } from 'zod'
import type { SignInAttempt } from '@/lib/access/view'
import type { Actor } from '@/lib/auth/actor'
import { describeNetwork } from '@/lib/auth/networks'
import { browserName } from '@/lib/browser-name'
import type { Database } from '@/lib/db/sql'
import { signInMethods } from '@/lib/sessions/policy'

type Row = { seq: number; at: Date; outcome: string; address: string; detail: string }

const auditDetail = z.object({
  method: z.enum(signInMethods).optional().catch(undefined),
  reason: z.string().default(''),
  userAgent: z.string().default(''),
})

/** The last five sign-ins of a user, successful or denied, the latest first. */
export async function listAttempts(
  db: Database,
  { organizationId }: Actor,
  id: number,
): Promise<SignInAttempt[]> {
  // A constant, not a parameter, so that every plan can use the index of sign-ins.
  const rows = await db.$queryRaw<Row[]>`
    SELECT seq, at, outcome, address, detail FROM audit_events
     WHERE organization_id = ${organizationId} AND target_id = ${id}
           AND operation = 'session.signIn'
     ORDER BY seq DESC LIMIT 5`
  return rows.map(({ seq, at, outcome, address, detail }) => {
    const { method, reason, userAgent } = auditDetail.parse(JSON.parse(detail))
    const network = describeNetwork(address)
    const browser = browserName(userAgent)
    return { seq, at, succeeded: outcome === 'done', method, reason, browser, network }
  })
}
