import 'server-only'
import { passwordDenial, recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { consumeCodeAttempt, resetCodeAttempts } from '@/lib/auth/code-attempts'
import { verifyTrustedDevice } from '@/lib/auth/trusted-device'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { redeemCode } from '@/lib/second-factor/records'
import { codeSchema } from '@/lib/second-factor/schema'
import { authorOf, entryFor, type SignedIn, startSession } from '@/lib/sessions/start-session'
import { consumeTicket, findTicket, lockTicket } from '@/lib/sessions/tickets'

const ticketEnded = () =>
  new AppError(
    'conflict',
    'Your sign-in has taken longer than 5 minutes. Enter your password again.',
  )

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export const signInWithCode = systemOperation({
  input: codeSchema,
  async run({ db, origin, input: { code } }): Promise<SignedIn> {
    const user = await findTicket(db, origin.ticket)
    if (!user) throw ticketEnded()
    const device = verifyTrustedDevice(user.id, origin.deviceToken)?.id
    const deny = (error: unknown): never => {
      if (error instanceof AppError) {
        const author = authorOf(user, origin)
        recordDenialLater(author, { ...entryFor(user), ...passwordDenial(error) })
      }
      throw error
    }
    const attempt = { login: user.email, userId: user.id, address: origin.address, device }
    await consumeCodeAttempt(attempt).catch(deny)
    const result = await redeemTicket(origin, code)
    if (!result) return deny(new AppError('invalid', wrongCode))
    await resetCodeAttempts(attempt)
    return result
  },
})

const wrongCode =
  'This code is wrong or was already used. Enter the one that your app shows now, or a recovery code.'

/** Undefined if the code is wrong. */
function redeemTicket(origin: Origin, code: string): Promise<SignedIn | undefined> {
  return transaction(async (db) => {
    const user = await lockTicket(db, origin.ticket)
    if (!user) throw ticketEnded()
    const kind = await redeemCode(db, user.id, code)
    if (!kind) return undefined
    if (!(await consumeTicket(db, origin.ticket))) throw ticketEnded()
    return startSession(db, user, origin, { method: `password and ${kind}` })
  })
}
