import { z } from 'zod'
import type { SessionView } from '@/lib/sessions/view'

const time = z.iso.datetime().meta({ example: '2026-03-03T14:32:00.000Z' })

export const sessionBody = z
  .strictObject({
    id: z.uuid(),
    createdDate: time,
    lastUsedDate: time.meta({ description: 'Accurate to a minute.' }),
    address: z.string(),
    browser: z.string().meta({ example: 'Chrome 126 on Windows' }),
  })
  .meta({ id: 'Session' })

function presentSession(session: SessionView): z.input<typeof sessionBody> {
  const { id, createdAt, lastUsedAt, address, browser } = session
  return {
    id,
    createdDate: createdAt.toISOString(),
    lastUsedDate: lastUsedAt.toISOString(),
    address,
    browser,
  }
}

export const sessionsResponse = {
  schema: z.array(sessionBody),
  present: (sessions: SessionView[]) => sessions.map(presentSession),
}
