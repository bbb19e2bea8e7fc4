import { z } from 'zod'
import { id } from '@/lib/ids'

export const jobKeySchema = z.strictObject({ id })

export const listJobsSchema = z.object({ cursor: z.string().default('').catch('') })

const importParameters = z.object({
  file: z.string(),
  // Jobs of earlier versions have none.
  columns: z.array(z.object({ heading: z.string(), name: z.string() })).default([]),
  ignoredColumns: z.array(z.string()),
})

/** Whether the rows of a file are new users, change users who exist, or may be either. */
export const importModes = ['add', 'update', 'both'] as const

const deletionParameters = z.object({
  selection: z.object({ id: z.array(id), q: z.string(), all: z.boolean() }),
  // Marks the deleted accounts and their users, so that Undo finds exactly these.
  deactivationId: z.uuid(),
})

/** How far the audit log is verified. */
const verification = z.object({
  verified: z.object({
    organizationId: id,
    head: z.object({ seq: z.int(), mac: z.string() }),
    since: z.string().nullable(),
    problem: z.string().nullable(),
    needsRotation: z.boolean(),
  }),
  offset: z.int(),
  lastRow: z.int().nullable(),
  isComplete: z.boolean(),
})

const job = z.object({
  id,
  // A file is checked, then waits until someone confirms the import. Links wait until someone
  // downloads them. Other jobs start running.
  state: z.enum([
    'checking',
    'awaiting-confirmation',
    'running',
    'completed',
    'failed',
    'canceled',
  ]),
  total: z.int(),
  lastRow: z.int(),
  // Counts the rows read in this phase: during a check nothing has succeeded yet.
  processed: z.int(),
  succeeded: z.int(),
  rejected: z.int(),
  // Rows of a file that were probably imported before.
  duplicates: z.int(),
  message: z.string(),
  email: z.string(),
  createdAt: z.date(),
})

export const jobSchema = z.discriminatedUnion('kind', [
  job.extend({ kind: z.literal('accounts.import'), parameters: importParameters }),
  job.extend({
    kind: z.literal('users.import'),
    parameters: importParameters.extend({
      accountId: id,
      // Jobs of earlier versions only add.
      mode: z.enum(importModes).default('add'),
    }),
    // What the rows do, for an import that may update: after the check, then after the import.
    result: z.object({ added: z.int(), changed: z.int(), unchanged: z.int() }).nullish(),
  }),
  job.extend({ kind: z.literal('accounts.delete'), parameters: deletionParameters }),
  job.extend({
    kind: z.literal('accounts.restore'),
    parameters: deletionParameters.pick({ deactivationId: true }),
  }),
  job.extend({
    kind: z.literal('users.deactivate'),
    parameters: deletionParameters.pick({ deactivationId: true }),
  }),
  job.extend({ kind: z.literal('users.reactivate'), parameters: z.object({}) }),
  job.extend({ kind: z.literal('users.require-password'), parameters: z.object({}) }),
  job.extend({ kind: z.literal('users.grant-admin'), parameters: z.object({}) }),
  job.extend({ kind: z.literal('users.revoke-admin'), parameters: z.object({}) }),
  job.extend({ kind: z.literal('users.make-links'), parameters: z.object({}) }),
  job.extend({ kind: z.literal('users.delete'), parameters: z.object({}) }),
  job.extend({
    kind: z.literal('audit.verify'),
    parameters: z.object({}),
    result: verification.nullable(),
  }),
])
