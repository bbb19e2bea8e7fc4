import 'server-only'
import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import type { Origin } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import { type FormState, type Saved, submittedTexts } from '@/lib/form-state'
import {
  type FormCommand,
  type Outcome,
  type Respond,
  runFormCommand,
  type Texts,
} from '@/lib/transport/form-command'
import { rejectedState, savedBeforeState, toAppError } from '@/lib/transport/form-rejection'
import { rememberJob } from '@/lib/transport/recent-job'
import { currentLocale, isSameOriginRequest, requestOrigin } from '@/lib/transport/request'
import { requiredStep } from '@/lib/transport/required-step'
import { currentActor } from '@/lib/transport/session'
import { currentFormBody } from '@/lib/transport/status'

type Action<T> = (state: FormState, data: FormData) => Promise<FormState<T>>

type FormOptions<O, T> = {
  operation: FormCommand<O>
  readInput?: (data: FormData) => Promise<{ [field: string]: unknown }>
  /** Runs once the operation has, and not again when its stored response is repeated. */
  afterRun?: (output: O) => Promise<void>
  onSuccess: Respond<O, T>
}

/** The server action of a form. A submission that is repeated runs once and is answered alike. */
export function formAction<O, T>({
  operation,
  readInput = async (data) => submittedTexts(data),
  afterRun,
  onSuccess,
}: FormOptions<O, T>): Action<T> {
  const run = async (data: FormData) => {
    const context = { submitted: submittedTexts(data), locale: await currentLocale() }
    const toResponse = (output: O) => onSuccess(output, context)
    const input = await readInput(data)
    return runFormCommand({
      operation,
      actor: await currentActor(),
      input,
      afterRun,
      toResponse,
    })
  }
  return (_, data) => respond(data, run)
}

type VisitorOptions<T> = {
  /** Returns what the form shows, or where it leads. */
  run: (submitted: Texts, origin: Origin) => Promise<Saved<T> | { location: string }>
}

/** The server action of a form for people who aren't signed in. */
export function visitorAction<T>({ run }: VisitorOptions<T>): Action<T> {
  const submit = async (data: FormData): Promise<Outcome<T>> => {
    const response = await run(submittedTexts(data), await requestOrigin())
    return { response, hasChanged: true }
  }
  return (_, data) => respond(data, submit)
}

async function respond<T>(
  sent: FormData,
  run: (data: FormData) => Promise<Outcome<T>>,
): Promise<FormState<T>> {
  // A client can call an action with any argument.
  const data = sent instanceof FormData ? sent : new FormData()
  const submitted = submittedTexts(data)
  if (!(await isSameOriginRequest())) return rejectedState(crossOrigin, submitted)
  const outcome = await run(data).catch((error: unknown) => ({ error }))
  await redirectToRequiredStep()
  if ('error' in outcome) {
    const error = await toAppError(outcome.error)
    if (isPageOutdated(error)) refresh()
    return rejectedState(error, submitted)
  }
  if (outcome.hasChanged) refresh()
  if ('savedBefore' in outcome) return savedBeforeState(outcome.savedBefore, submitted)
  const { response } = outcome
  if ('job' in response && response.job) await rememberJob(response.job)
  if ('location' in response) redirect(response.location)
  return { status: 'done', ...response }
}

/**
 * For a form that a browser submitted by itself. Its response is the page, and a redirect from there
 * would submit the form again.
 */
async function redirectToRequiredStep(): Promise<void> {
  const actor = currentFormBody() && (await currentActor().catch(() => null))
  const step = actor && (await requiredStep(actor))
  if (step) redirect(step)
}

const crossOrigin = new AppError('forbidden', 'This form was not sent from this site.')

/** Whether the page still offers what was just rejected, to a demoted administrator for example. */
function isPageOutdated({ code, fields }: AppError): boolean {
  if (code === 'conflict') return Object.keys(fields).length === 0
  return code === 'forbidden' || code === 'not-found' || code === 'stale'
}
