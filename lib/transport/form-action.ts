import 'server-only'
import { refresh } from 'next/cache'
import type { Actor, Origin } from '@/lib/auth/actor'
import { AppError, type ErrorCode } from '@/lib/errors'
import { type FormState, isSecretField, submittedTexts } from '@/lib/form-state'
import { log } from '@/lib/log'
import { isSameOriginRequest, requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'
import { setStatus } from '@/lib/transport/status'

type Texts = { [field: string]: string }
type Success<T> = { message: string; result: T }
type Action<T> = (state: FormState, data: FormData) => Promise<FormState<T>>

/** Returns what the form shows, or redirects. */
type OnSuccess<O, T> = (output: O, submitted: Texts) => Success<T> | Promise<Success<T>>

type FormOptions<O, T> = {
  operation: { runUntrusted(actor: Actor | null, input: unknown): Promise<O> }
  readInput?: (data: FormData) => Promise<object>
  onSuccess: OnSuccess<O, T>
}

export function formAction<O, T>({
  operation,
  readInput = async (data) => submittedTexts(data),
  onSuccess,
}: FormOptions<O, T>): Action<T> {
  const run = async (data: FormData) =>
    operation.runUntrusted(await currentActor(), await readInput(data))
  return (_, data) => respond(data, run, onSuccess)
}

type VisitorOptions<O, T> = {
  run: (submitted: Texts, origin: Origin) => Promise<O>
  onSuccess: OnSuccess<O, T>
}

/** The server action of a form for people who aren't signed in. */
export function visitorAction<O, T>({ run, onSuccess }: VisitorOptions<O, T>): Action<T> {
  const submit = async (data: FormData) => run(submittedTexts(data), await requestOrigin())
  return (_, data) => respond(data, submit, onSuccess)
}

export async function readUpload(data: FormData): Promise<object> {
  const content = data.get('content')
  if (!(content instanceof File) || content.name === '') return submittedTexts(data)
  const bytes = new Uint8Array(await content.arrayBuffer())
  return { ...submittedTexts(data), file: content.name, content: bytes }
}

async function respond<O, T>(
  sent: FormData,
  run: (data: FormData) => Promise<O>,
  onSuccess: OnSuccess<O, T>,
): Promise<FormState<T>> {
  // A client can call an action with any argument.
  const data = sent instanceof FormData ? sent : new FormData()
  const submitted = submittedTexts(data)
  if (!(await isSameOriginRequest())) return rejectedState(crossOrigin, submitted)
  const outcome = await run(data).then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) {
    const error = await toAppError(outcome.error)
    if (isPageOutdated(error)) refresh()
    return rejectedState(error, submitted)
  }
  if (hasChanged(outcome.output)) refresh()
  return { status: 'done', ...(await onSuccess(outcome.output, submitted)) }
}

const crossOrigin = new AppError('forbidden', 'This form was not sent from this site.')

/** Whether the page still offers what was just rejected, to a demoted administrator for example. */
function isPageOutdated({ code, fields }: AppError): boolean {
  if (code === 'conflict') return Object.keys(fields).length === 0
  return code === 'forbidden' || code === 'not-found' || code === 'stale'
}

function hasChanged(output: unknown): boolean {
  const isObject = typeof output === 'object' && output !== null
  return !(isObject && 'changed' in output && output.changed === false)
}

/** Shows a bug in the form, because the error page would lose what was typed. */
async function toAppError(error: unknown): Promise<AppError> {
  if (error instanceof AppError) return error
  const { requestId } = await requestOrigin()
  log.error({ err: error, requestId }, 'an action failed')
  return new AppError(
    'unavailable',
    `Something went wrong, and nothing was saved. Try again. If it happens again, report request ${requestId}.`,
  )
}

// Other rejections show the form again, which is a success in HTTP.
const statuses: { [code in ErrorCode]?: number } = { unauthenticated: 401, forbidden: 403 }

function rejectedState(error: AppError, submitted: Texts): FormState<never> {
  const status = statuses[error.code]
  if (status) setStatus(status)
  const shown = Object.entries(submitted).filter(([name]) => !isSecretField(name))
  const rejection = {
    message: error.message,
    errors: error.fields,
    submittedValues: Object.fromEntries(shown),
    signedOut: error.code === 'unauthenticated',
  }
  if (error.code === 'stale') {
    const { current = {}, version = 0 } = error
    return { ...rejection, status: 'stale', serverValues: current, version }
  }
  return { ...rejection, status: Object.keys(error.fields).length > 0 ? 'invalid' : 'failed' }
}
