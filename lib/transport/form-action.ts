import 'server-only'
import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { forbidden } from 'next/navigation'
import type { Actor, Origin } from '@/lib/auth/actor'
import { AppError } from '@/lib/errors'
import type { FormState } from '@/lib/form-state'
import { currentActor, requestOrigin } from '@/lib/transport/request'

type Values = { [name: string]: string }
type Done<T> = { message: string; result: T }

// Never sent back in a page, whatever became of the form.
const secrets = ['password', 'current', 'repeated', 'token']

/**
 * The server action of a form: runs an operation with what was typed. `done` says what becomes
 * of a success: a message with a result for the form, or a redirect.
 */
export function formAction<O, T>(
  operation: (actor: Actor | null, input: unknown) => Promise<O>,
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
) {
  return (state: FormState<T>, data: FormData) =>
    answer(state, data, async (values) => operation(await currentActor(), values), done)
}

/** The same for what runs before there is an actor: set-up and sign-in. */
export function visitorAction<O, T>(
  operation: (origin: Origin, input: unknown) => Promise<O>,
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
) {
  return (state: FormState<T>, data: FormData) =>
    answer(state, data, async (values) => operation(await requestOrigin(), values), done)
}

async function answer<O, T>(
  state: FormState<T>,
  data: FormData,
  run: (values: Values) => Promise<O>,
  done: (output: O, values: Values) => Done<T> | Promise<Done<T>>,
): Promise<FormState<T>> {
  // Anyone can call an action with anything: neither argument is what its type says.
  const at = (Number(state?.at) || 0) + 1
  const values = data instanceof FormData ? typed(data) : {}
  const outcome = await sameSite()
    .then(() => run(values))
    .then(
      (output) => ({ output }),
      (error: unknown) => ({ error }),
    )
  if ('error' in outcome) return refusedState(outcome.error, values, at)
  revalidatePath('/', 'layout')
  return { status: 'done', at, ...(await done(outcome.output, values)) }
}

function refusedState(error: unknown, values: Values, at: number): FormState<never> {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'forbidden' && Object.keys(error.fields).length === 0) forbidden()
  const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)))
  return {
    status: statusOf(error),
    at,
    message: error.message,
    errors: error.fields,
    values: kept,
    current: error.current ?? {},
    version: error.version ?? 0,
  }
}

function statusOf({ code, fields }: AppError) {
  if (code === 'stale') return 'stale' as const
  return Object.keys(fields).length > 0 ? ('invalid' as const) : ('failed' as const)
}

// The last value of a name wins, so that a hidden "off" before a checkbox says unchecked.
function typed(data: FormData): Values {
  const values: Values = {}
  for (const [name, value] of data) {
    if (!name.startsWith('$ACTION') && typeof value === 'string') values[name] = value
  }
  return values
}

/** A browser says where a form was sent from; what does not say so is not a browser. */
async function sameSite(): Promise<void> {
  const sent = await headers()
  const origin = sent.get('origin')
  if (origin && URL.canParse(origin) && new URL(origin).host === sent.get('host')) return
  throw new AppError('forbidden', 'This form was not sent from this site.')
}
