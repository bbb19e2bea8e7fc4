import 'server-only'
import { revalidatePath } from 'next/cache'
import type { Actor, Origin } from '@/lib/auth/actor'
import { AppError, type ErrorCode } from '@/lib/errors'
import { type FormState, submittedTexts } from '@/lib/form-state'
import { log } from '@/lib/log'
import { isSameOriginRequest, requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'
import { setStatus } from '@/lib/transport/status'

// A refused form is shown again with 200; who may not send it at all is told so by the status too.
const refusals: { [code in ErrorCode]?: number } = { unauthenticated: 401, forbidden: 403 }

type Values = { [name: string]: string }
type Done<T> = { message: string; result: T }

// Never sent back in a page, whatever became of the form.
const secrets = ['password', 'current', 'repeated', 'token']

/**
 * The server action of a form: runs an operation with what was typed. `done` says what becomes
 * of a success: a message with a result for the form, or a redirect.
 */
export function formAction<O, T>(
  operation: { runUntrusted(actor: Actor | null, input: unknown): Promise<O> },
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
) {
  return (_: FormState, data: FormData) =>
    answer(data, async (values) => operation.runUntrusted(await currentActor(), values), done)
}

/** The same for a form with a file, in the field `content`. */
export function uploadAction<O, T>(
  operation: { runUntrusted(actor: Actor | null, input: unknown): Promise<O> },
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
) {
  const run = async (data: FormData, values: Values) =>
    operation.runUntrusted(await currentActor(), { ...values, ...(await fileIn(data)) })
  return (_: FormState, data: FormData) => answer(data, (values) => run(data, values), done)
}

async function fileIn(data: FormData) {
  const sent = data instanceof FormData ? data.get('content') : null
  if (!(sent instanceof File) || sent.name === '') return { content: undefined }
  return { file: sent.name, content: new Uint8Array(await sent.arrayBuffer()) }
}

/** For visitors: set-up and sign-in. */
export function visitorAction<O, T>(
  run: (values: Values, origin: Origin) => Promise<O>,
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
) {
  return (_: FormState, data: FormData) =>
    answer(data, async (values) => run(values, await requestOrigin()), done)
}

async function answer<O, T>(
  data: FormData,
  run: (values: Values) => Promise<O>,
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
): Promise<FormState<T>> {
  // Anyone can call an action with anything, also with something other than a form.
  const values = data instanceof FormData ? submittedTexts(data) : {}
  const outcome = await isSameOriginRequest()
    .then((allowed) => {
      if (allowed) return run(values)
      throw new AppError('forbidden', 'This form was not sent from this site.')
    })
    .then(
      (output) => ({ output }),
      (error: unknown) => ({ error }),
    )
  // Also after a refusal: what made it so is to be seen on the page.
  revalidatePath('/', 'layout')
  if ('error' in outcome) return refusedState(await asAppError(outcome.error), values)
  return { status: 'done', ...(await done(outcome.output, values)) }
}

/** A bug is logged under the request's id and told as one, so that nothing typed is lost. */
async function asAppError(error: unknown): Promise<AppError> {
  if (error instanceof AppError) return error
  const { requestId } = await requestOrigin()
  log.error({ err: error, requestId }, 'an action failed')
  return new AppError(
    'unavailable',
    `Something went wrong here, and nothing was saved. Try again; if it stays so, report request ${requestId}.`,
  )
}

function refusedState(error: AppError, values: Values): FormState<never> {
  const status = refusals[error.code]
  if (status) setStatus(status)
  const kept = Object.entries(values).filter(([name]) => !secrets.includes(name))
  const rejection = {
    message: error.message,
    errors: error.fields,
    submittedValues: Object.fromEntries(kept),
    signedOut: error.code === 'unauthenticated',
  }
  if (error.code === 'stale') {
    const { current = {}, version = 0 } = error
    return { ...rejection, status: 'stale', serverValues: current, version }
  }
  return { ...rejection, status: Object.keys(error.fields).length > 0 ? 'invalid' : 'failed' }
}
