import 'server-only'
import type { z } from 'zod'
import type { Actor, Origin } from '@/lib/auth/actor'
import { authorize, type OperationMeta } from '@/lib/authorize'
import { omitUndefined } from '@/lib/changes'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'
import {
  findEarlierResponse,
  type IdempotencyRequest,
  type IdempotentResult,
  runIdempotent,
} from '@/lib/idempotency'
import { parseInput } from '@/lib/parse-input'
import { type CommandDefinition, runCommand } from '@/lib/run-command'

// Optional where the schema requires no field.
export type InputArgument<I> = Record<string, never> extends I ? [input?: I] : [input: I]

type Operation<Kind, I, O> = {
  (actor: Actor | null, ...input: InputArgument<I>): Promise<O>
  /** For transports: takes what a URL, a form or a JSON body holds. */
  runUntrusted(actor: Actor | null, input?: unknown): Promise<O>
  readonly operation: OperationMeta & { readonly kind: Kind }
}

export type Query<I, O> = Operation<'query', I, O>

export type Command<I, O> = Operation<'command', I, O> & {
  /** For a request that a client may send again: it runs once and is answered alike. */
  runIdempotent(
    actor: Actor | null,
    input: unknown,
    request: IdempotencyRequest<O>,
  ): Promise<IdempotentResult<O>>
}

export type SystemOperation<I, O> = {
  (origin: Origin, ...input: InputArgument<I>): Promise<O>
  runUntrusted(origin: Origin, input?: unknown): Promise<O>
}

type Definition<S extends z.ZodType> = OperationMeta & { input: S }

const operations = new Map<string, OperationMeta & { kind: 'query' | 'command' }>()

/** Every operation that this process has loaded, by name. */
export function registeredOperations(): ReadonlyMap<string, OperationMeta & { kind: string }> {
  return operations
}

/** Reads, without a transaction. Authorizes before it parses, and parses before it runs. */
export function query<S extends z.ZodType, O>(
  definition: Definition<S> & {
    run(context: { actor: Actor; db: Database; input: z.output<S> }): Promise<O>
  },
): Query<z.input<S>, O> {
  const runUntrusted = async (unverified: Actor | null, raw?: unknown) => {
    const actor = await authorize(unverified, definition)
    const input = parseInput(definition.input, raw)
    return mapDatabaseErrors(() => definition.run({ actor, db: database(), input }))
  }
  const run = (actor: Actor | null, input?: z.input<S>) => runUntrusted(actor, input)
  return Object.assign(run, { runUntrusted, operation: register('query', definition) })
}

/** Changes, in one transaction with its audit rows. */
export function command<S extends z.ZodType, O, P = undefined>(
  definition: CommandDefinition<S, O, P>,
): Command<z.input<S>, O> {
  const runUntrusted = (actor: Actor | null, raw?: unknown) =>
    runCommand(definition, actor, raw, { wrap: (_db, _actor, run) => run() })
  const run = (actor: Actor | null, input?: z.input<S>) => runUntrusted(actor, input)
  return Object.assign(run, {
    runUntrusted,
    runIdempotent: (actor: Actor | null, raw: unknown, request: IdempotencyRequest<O>) =>
      runCommand<S, O, P, IdempotentResult<O>>(definition, actor, raw, {
        wrap: (db, { userId }, run) => runIdempotent(db, userId, request, run),
        findEarlier: (db, { userId }) => findEarlierResponse(db, userId, request),
      }),
    operation: register('command', definition),
  })
}

/**
 * For what runs before there is an actor: set-up, sign-in and the command line. Its `run` gets the
 * database without a transaction and without an organization, so there are very few of these.
 */
export function systemOperation<S extends z.ZodType, O>(definition: {
  input: S
  run(context: { db: Database; origin: Origin; input: z.output<S> }): Promise<O>
}): SystemOperation<z.input<S>, O> {
  const runUntrusted = async (origin: Origin, raw?: unknown) => {
    const input = parseInput(definition.input, raw)
    return mapDatabaseErrors(() => definition.run({ db: database(), origin, input }))
  }
  const run = (origin: Origin, input?: z.input<S>) => runUntrusted(origin, input)
  return Object.assign(run, { runUntrusted })
}

function register<Kind extends 'query' | 'command'>(
  kind: Kind,
  { name, permission, recentAuthentication }: OperationMeta,
) {
  const operation = { name, permission, ...omitUndefined({ recentAuthentication }), kind }
  operations.set(name, operation)
  return operation
}
