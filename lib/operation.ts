import 'server-only'
import type { z } from 'zod'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { type Actor, type Origin, reloadActor } from '@/lib/auth/actor'
import { allows, type Permission } from '@/lib/auth/permissions'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import {
  findStoredResponse,
  type IdempotencyRequest,
  type StoredResponse,
  storeResponse,
} from '@/lib/idempotency'
import { processSingleton } from '@/lib/process-singleton'

/**
 * Adds an entry to the audit log, written when the command succeeds. A batch of a job names the
 * operation that it repeats, such as accounts.delete.
 */
export type RecordAudit = (
  entry: Omit<AuditEntry, 'operation' | 'outcome'> & { operation?: string },
) => void

/** What an operation is called, and what it asks for. */
export type OperationMeta = { name: string; permission: Permission }
type Definition<S extends z.ZodType> = OperationMeta & { input: S }
type Run<O> = (actor: Actor | null, input?: unknown) => Promise<O>

export type Query<O> = Run<O> & { readonly operation: OperationMeta & { kind: 'query' } }
export type Command<O> = Run<O> & {
  readonly operation: OperationMeta & { kind: 'command' }
  /** The same for a request that may be sent again: it is done once and answered alike. */
  once(actor: Actor | null, input: unknown, retry: IdempotencyRequest<O>): Promise<Outcome<O>>
}

type Outcome<O> = { output: O } | { answered: StoredResponse }

const operations = new Map<string, OperationMeta & { kind: 'query' | 'command' }>()

/** Every operation that this process has loaded, by name: what the enumerating test walks. */
export function registeredOperations(): ReadonlyMap<string, OperationMeta & { kind: string }> {
  return operations
}

/** Reads, without a transaction. Refuses before it parses, parses before it runs. */
export function query<S extends z.ZodType, O>(
  definition: Definition<S> & {
    run(context: { actor: Actor; db: Database; input: z.output<S> }): Promise<O>
  },
): Query<O> {
  const run: Run<O> = async (actor, raw) => {
    const admitted = await authorize(actor, definition)
    const input = parse(definition.input, raw)
    return mapDatabaseErrors(() => definition.run({ actor: admitted, db: database(), input }))
  }
  return Object.assign(run, { operation: register('query', definition) })
}

type CommandDefinition<S extends z.ZodType, O, P> = Definition<S> & {
  exclusive?: boolean
  /** Slow work, done before the transaction begins and its locks are held. */
  prepare?(context: { actor: Actor; db: Database; input: z.output<S> }): Promise<P>
  run(context: {
    actor: Actor
    db: Database
    input: z.output<S>
    prepared: P
    audit: RecordAudit
  }): Promise<O>
}

/**
 * Changes, in one transaction. The actor is read again behind a lock on the organization, so
 * that a demotion under way is either before this command or after it. `exclusive` commands are
 * those that can take an administrator away: they run alone in their organization.
 */
export function command<S extends z.ZodType, O, P = undefined>(
  definition: CommandDefinition<S, O, P>,
): Command<O> {
  const execute = async (actor: Actor | null, raw: unknown, retry?: IdempotencyRequest<O>) => {
    const admitted = await authorize(actor, definition, 'always')
    const input = parse(definition.input, raw)
    return runCommand(definition, admitted, input, retry).catch(async (error: unknown) => {
      await auditDenial(definition, admitted, error)
      throw error
    })
  }
  const run: Run<O> = async (actor, raw) => {
    const outcome = await execute(actor, raw)
    if ('output' in outcome) return outcome.output
    throw new Error('only a retry is answered with what was answered before')
  }
  return Object.assign(run, { operation: register('command', definition), once: execute })
}

async function runCommand<S extends z.ZodType, O, P>(
  definition: CommandDefinition<S, O, P>,
  admitted: Actor,
  input: z.output<S>,
  retry: IdempotencyRequest<O> | undefined,
): Promise<Outcome<O>> {
  const context = { actor: admitted, db: database(), input }
  const prepared = (await mapDatabaseErrors(async () => definition.prepare?.(context))) as P
  const outcome = await transaction(async (db) => {
    await lockOrganization(db, admitted.organizationId, definition.exclusive ?? false)
    const actor = await reloadActor(db, admitted)
    if (!actor || !allows(actor, definition.permission)) return { revoked: actor }
    const answered = retry && (await findStoredResponse(db, actor.userId, retry))
    if (answered) return { answered }
    const entries: AuditEntry[] = []
    const audit: RecordAudit = (entry) =>
      entries.push({ operation: definition.name, ...entry, outcome: 'done' })
    const output = await definition.run({ actor, db, input, prepared, audit })
    if (retry) await storeResponse(db, actor.userId, retry, output)
    await writeAudit(db, actor, entries)
    return { output }
  })
  if (!('revoked' in outcome)) return outcome
  await authorize(outcome.revoked, definition, 'always')
  throw new AppError('unauthenticated', 'Sign in to go on.')
}

/** What the rules about a record refuse is worth a row too; a slip of the pen is not. */
async function auditDenial({ name }: OperationMeta, actor: Actor, error: unknown): Promise<void> {
  if (!(error instanceof AppError) || !['forbidden', 'conflict'].includes(error.code)) return
  if (error.audited) return
  await writeDenial(actor, {
    operation: name,
    outcome: 'refused',
    detail: { reason: error.message },
  })
}

/**
 * What runs before there is an actor: the first run, sign-in, the commands of the host. It is
 * handed the database without a transaction and without a scope, so there are very few.
 */
export function systemOperation<S extends z.ZodType, O>(definition: {
  input: S
  run(context: { db: Database; origin: Origin; input: z.output<S> }): Promise<O>
}): (origin: Origin, input: unknown) => Promise<O> {
  return async (origin, raw) => {
    const input = parse(definition.input, raw)
    return mapDatabaseErrors(() => definition.run({ db: database(), origin, input }))
  }
}

function register<K extends 'query' | 'command'>(kind: K, { name, permission }: OperationMeta) {
  const operation = { name, permission, kind }
  operations.set(name, operation)
  return operation
}

/** The actor, if they have the permission; a refusal is noted, of a page's queries once a request. */
export async function authorize(
  actor: Actor | null,
  { name, permission }: OperationMeta,
  noted: 'once' | 'always' = 'once',
): Promise<Actor> {
  if (!actor) throw new AppError('unauthenticated', 'Sign in to go on.')
  if (allows(actor, permission)) return actor
  if (noted === 'always' || isFirst(actor.origin.requestId)) {
    await writeDenial(actor, { operation: name, outcome: 'refused', detail: { permission } })
  }
  const message = 'Only an organization administrator can do this.'
  throw new AppError('forbidden', message, { noted: true })
}

// A page asks several queries in one request; that they are refused is one refusal.
const refusedRequests = processSingleton('refused-requests', () => new Set<string>())

function isFirst(requestId: string): boolean {
  if (refusedRequests.has(requestId)) return false
  if (refusedRequests.size >= 1_000) refusedRequests.clear()
  refusedRequests.add(requestId)
  return true
}

function writeDenial(actor: Actor, entry: AuditEntry): Promise<void> {
  return transaction((db) => writeAudit(db, actor, [entry]))
}

/** What the schema makes of it, or a refusal with a sentence for each field. */
export function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw === undefined ? {} : raw)
  if (result.success) return result.data
  // A map, because a key can be called what every object has.
  const fields = new Map<string, string>()
  for (const { path, message, ...issue } of result.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) fields.set(key, 'There is no such field.')
    } else {
      const place = path.join('.') || 'body'
      if (!fields.has(place)) fields.set(place, message)
    }
  }
  const details = { fields: Object.fromEntries(fields) }
  throw new AppError('invalid', 'Some of what was entered needs a change.', details)
}

// An advisory lock, because it queues fairly: a stream of commands cannot starve a demotion.
async function lockOrganization(db: Database, organizationId: number, exclusive: boolean) {
  if (exclusive) await db.$executeRaw`SELECT pg_advisory_xact_lock(1, ${organizationId}::int)`
  else await db.$executeRaw`SELECT pg_advisory_xact_lock_shared(1, ${organizationId}::int)`
}
