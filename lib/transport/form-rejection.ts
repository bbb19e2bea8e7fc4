import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'
import {
  type FormState,
  isSecretField,
  type Reauthentication,
  type RejectedState,
} from '@/lib/form-state'
import { log } from '@/lib/log'
import { getReauthentication } from '@/lib/sessions/reauthentication'
import type { Respond, Texts } from '@/lib/transport/form-command'
import { OtherUserError } from '@/lib/transport/form-owner'
import { logUnavailable } from '@/lib/transport/log-unavailable'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'
import { setStatus } from '@/lib/transport/status'

const sessionEnded = 'Your session has ended.'

/** Shows a bug in the form, because the error page would lose what was typed. */
export async function toAppError(error: unknown): Promise<AppError> {
  const { requestId } = await requestOrigin()
  if (error instanceof AppError) {
    logUnavailable(error, requestId)
    return error
  }
  log.error({ err: error, requestId }, 'an action failed')
  return new AppError(
    'unavailable',
    `Something went wrong on the server. It is not known whether this was saved. If it happens again, report request ${requestId}.`,
    { outcomeUnknown: true },
  )
}

// Other rejections show the form again, which is a success in HTTP.
const statuses: { [code in ErrorCode]?: number } = { unauthenticated: 401, forbidden: 403 }

/** What the form shows. Sets the status of the page. */
export async function rejectedState(error: AppError, submitted: Texts): Promise<RejectedState> {
  const status = statuses[error.code]
  if (status) setStatus(status)
  const signedOut = error.code === 'unauthenticated'
  const rejection = {
    message: signedOut && !(error instanceof OtherUserError) ? sessionEnded : error.message,
    errors: error.fields,
    link: error.link,
    submittedValues: withoutSecrets(submitted),
    signedOut,
    reauthentication: await reauthenticationFor(error),
  }
  if (error.code === 'stale') {
    const { current = {}, version = 0 } = error
    return { ...rejection, status: 'stale', serverValues: current, version }
  }
  if (error.outcomeUnknown) return { ...rejection, status: 'unknown' }
  return { ...rejection, status: Object.keys(error.fields).length > 0 ? 'invalid' : 'failed' }
}

async function reauthenticationFor({ code }: AppError): Promise<Reauthentication | undefined> {
  if (code !== 'reauthentication-required') return undefined
  // The field for the password is the one that everybody can use.
  const password = { hasPassword: true, passkey: null, provider: null }
  return getReauthentication(await currentActor()).catch(() => password)
}

export function savedBeforeState<T>(
  response: ReturnType<Respond<unknown, T>>,
  submitted: Texts,
): FormState<T> {
  const leads = 'location' in response
  return {
    status: 'saved-before',
    message: `Your first attempt was saved: ${response.message} What you entered since then isn't saved yet.`,
    saved: leads ? undefined : response,
    link: leads ? { href: response.location, label: response.label } : response.link,
    submittedValues: withoutSecrets(submitted),
  }
}

function withoutSecrets(submitted: Texts): Texts {
  return Object.fromEntries(Object.entries(submitted).filter(([name]) => !isSecretField(name)))
}
