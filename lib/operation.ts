import 'server-only'
import type { z } from 'zod'
import { type AuditEntry, writeAudit } from '@/lib/activity/record'
import { type Actor, type Origin, sameActor } from '@/lib/auth/actor'
import { allows, type Permission } from '@/lib/auth/permissions'
import { type Database, database } from '@/lib/db/client'
import { translated } from '@/lib/db/errors'
import { Prisma as SQL } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

export type { Actor, Database, Origin }
export { SQL }

/** Notes a change for the audit log; it is written when the command has done its work. */
export type Record = (entry: Omit<AuditEntry, 'operation' | 'outcome'>) => void

type Definition<S extends z.ZodType> = { name: string; permission: Permission; input: S }
type Operation<O> = {
  (actor: Actor | null, input?: unknown): Promise<O>
  readonly operation: { name: string; permission: Permission; kind: 'query' | 'command' }
}

const operations = new Map<string, Operation<unknown>['operation']>()

/** Every operation that this process has loaded, by name: what the enumerating test walks. */
export function registeredOperations(): ReadonlyMap<string, Operation<unknown>['operation']> {
  return operations
}

/** Reads, without a transaction. Refuses before it parses, parses before it runs. */
export function query<S extends z.ZodType, O>(
  definition: Definition<S> & {
    run(context: { actor: Actor; db: Database; input: z.output<S> }): Promise<O>
  },
): Operation<O> {
  return register('query', definition, async (actor, raw) => {
    const admitted = await admit(actor, definition)
    const input = parse(definition.input, raw)
    return translated(() => definition.run({ actor: admitted, db: database(), input }))
  })
}

/**
 * Changes, in one transaction. The actor is read again behind a lock on the organization, so
 * that a demotion under way is either before this command or after it. `exclusive` commands are
 * those that can take an administrator away: they run alone in their organization.
 */
export function command<S extends z.ZodType, O, P = undefined>(
  definition: Definition<S> & {
    exclusive?: boolean
    /** Slow work that needs no database, done before the transaction begins. */
    prepare?(input: z.output<S>): Promise<P>
    run(context: {
      actor: Actor
      db: Database
      input: z.output<S>
      prepared: P
      record: Record
    }): Promise<O>
  },
): Operation<O> {
  return register('command', definition, async (actor, raw) => {
    const admitted = await admit(actor, definition)
    const input = parse(definition.input, raw)
    const prepared = (await definition.prepare?.(input)) as P
    const outcome = await transaction(async (db) => {
      await lockOrganization(db, admitted.organizationId, definition.exclusive ?? false)
      const current = await sameActor(db, admitted)
      if (!current || !allows(current, definition.permission)) return { revoked: current }
      const entries: AuditEntry[] = []
      const output = await definition.run({
        actor: current,
        db,
        input,
        prepared,
        record: (entry) => entries.push({ ...entry, operation: definition.name, outcome: 'done' }),
      })
      await writeAudit(db, current, entries)
      return { output }
    })
    if ('output' in outcome) return outcome.output
    await admit(outcome.revoked, definition)
    throw new AppError('unauthenticated', 'Sign in to go on.')
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
    return translated(() => definition.run({ db: database(), origin, input }))
  }
}

/** One transaction on the program's connections; for `systemOperation` and the gate itself. */
export function transaction<O>(work: (db: Database) => Promise<O>): Promise<O> {
  return translated(() => database().$transaction(work, { maxWait: 2_000, timeout: 15_000 }))
}

function register<O>(
  kind: 'query' | 'command',
  { name, permission }: { name: string; permission: Permission },
  run: (actor: Actor | null, input?: unknown) => Promise<O>,
): Operation<O> {
  const operation = { name, permission, kind }
  operations.set(name, operation)
  return Object.assign(run, { operation })
}

async function admit(
  actor: Actor | null,
  { name, permission }: { name: string; permission: Permission },
): Promise<Actor> {
  if (!actor) throw new AppError('unauthenticated', 'Sign in to go on.')
  if (allows(actor, permission)) return actor
  await transaction((db) =>
    writeAudit(db, actor, [{ operation: name, outcome: 'refused', detail: { permission } }]),
  )
  throw new AppError('forbidden', 'Only an organization administrator can do this.')
}

function parse<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw ?? {})
  if (result.success) return result.data
  const fields: { [field: string]: string } = {}
  for (const issue of result.error.issues) {
    const field = issue.path.join('.') || 'form'
    fields[field] ??= issue.message
  }
  throw new AppError('invalid', 'Some of what was entered needs a change.', { fields })
}

// An advisory lock, because it queues fairly: a stream of commands cannot starve a demotion.
async function lockOrganization(db: Database, organizationId: number, exclusive: boolean) {
  if (exclusive) await db.$executeRaw`SELECT pg_advisory_xact_lock(1, ${organizationId}::int)`
  else await db.$executeRaw`SELECT pg_advisory_xact_lock_shared(1, ${organizationId}::int)`
}
