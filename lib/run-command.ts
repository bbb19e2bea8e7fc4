import 'server-only'
import type { z } from 'zod'
import { type AuditEntry, type RecordAudit, writeAudit } from '@/lib/activity/audit-log'
import type { NamedTarget } from '@/lib/activity/denied-target'
import { type Actor, reloadActor } from '@/lib/auth/actor'
import { allows } from '@/lib/auth/permissions'
import {
  authorize,
  type OperationMeta,
  recordRejection,
  requireRecentAuthentication,
} from '@/lib/authorize'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { type Database, SQL } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { parseInput } from '@/lib/parse-input'

export type CommandDefinition<S extends z.ZodType, O, P> = OperationMeta & {
  input: S
  /** What a denial is about, if it has a record. */
  target?(input: z.output<S>, actor: Actor): NamedTarget | undefined
  /** Runs alone in its organization, because it can take an administrator away. */
  exclusive?: boolean
  /** Slow work, done before the transaction begins and holds its locks. */
  prepare?(context: { actor: Actor; db: Database; input: z.output<S> }): Promise<P>
  run(context: {
    actor: Actor
    db: Database
    input: z.output<S>
    prepared: P
    audit: RecordAudit
  }): Promise<O>
}

type Execution<O, R> = {
  /** Called inside the transaction; `run` runs the command there. */
  wrap(db: Database, actor: Actor, run: () => Promise<O>): Promise<R>
  /** The result of the same request if it has run before. */
  findEarlier?(db: Database, actor: Actor): Promise<R | undefined>
}

export async function runCommand<S extends z.ZodType, O, P, R>(
  definition: CommandDefinition<S, O, P>,
  unverified: Actor | null,
  raw: unknown,
  { wrap, findEarlier }: Execution<O, R>,
): Promise<R> {
  const actor = await authorize(unverified, definition, (denied) => {
    const { data } = definition.input.safeParse(raw)
    return data === undefined ? undefined : definition.target?.(data, denied)
  })
  const input = parseInput(definition.input, raw)
  if (definition.recentAuthentication === 'always') requireRecentAuthentication(actor)
  const findResult = async () => findEarlier?.(database(), actor)
  // What is prepared may depend on what the request itself has changed, such as a password.
  const earlier = definition.prepare && (await mapDatabaseErrors(findResult))
  if (earlier) return earlier
  return transact(definition, actor, input, wrap).catch(async (error: unknown) => {
    // The same request may have run at the same time, or its commit was not acknowledged.
    const sameTime = await findResult().catch(() => undefined)
    if (sameTime) return sameTime
    await recordRejection(actor, definition, error, definition.target?.(input, actor))
    throw error
  })
}

async function transact<S extends z.ZodType, O, P, R>(
  definition: CommandDefinition<S, O, P>,
  known: Actor,
  input: z.output<S>,
  wrap: Execution<O, R>['wrap'],
): Promise<R> {
  const context = { actor: known, db: database(), input }
  const prepared = (await mapDatabaseErrors(async () => definition.prepare?.(context))) as P
  const outcome = await transaction(async (db) => {
    const at = await lockOrganization(db, known.organizationId, definition.exclusive ?? false)
    // Read again behind the lock, so that a demotion comes either before this command or after it.
    const actor = await reloadActor(db, known)
    if (!actor || !allows(actor, definition.permission)) return { revoked: actor }
    const entries: AuditEntry[] = []
    const audit: RecordAudit = (entry) =>
      entries.push({ operation: definition.name, ...entry, outcome: 'done' })
    const run = () => definition.run({ actor, db, input, prepared, audit })
    const result = await wrap(db, actor, run)
    await writeAudit(db, actor, entries, at)
    return { result }
  })
  if ('result' in outcome) return outcome.result
  // Outside the transaction, which a denial would roll back with its audit row.
  await authorize(outcome.revoked, definition)
  throw new AppError('unauthenticated', 'Sign in to continue.')
}

/** Returns the time by the clock of the database. */
async function lockOrganization(db: Database, organizationId: number, exclusive: boolean) {
  // Advisory locks queue fairly: a stream of commands cannot starve an exclusive one.
  const lock = exclusive
    ? SQL.sql`pg_advisory_xact_lock(1, ${organizationId}::int)`
    : SQL.sql`pg_advisory_xact_lock_shared(1, ${organizationId}::int)`
  const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at FROM ${lock}`
  return row?.at
}
