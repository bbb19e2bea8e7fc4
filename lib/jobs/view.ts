import type { z } from 'zod'
import type { jobSchema } from '@/lib/jobs/schema'

export type Job = z.output<typeof jobSchema>
export type JobKind = Job['kind']
/** The kinds that the worker processes. Links are made while their file is downloaded. */
export type BackgroundKind = Exclude<JobKind, 'users.make-links'>
export type JobState = Job['state']
export type JobOf<K extends JobKind> = Job & { kind: K }

/** A row of a file, or an account or user of another job, with the reason if it was rejected. */
export type JobRow = {
  row: number
  fields: { [name: string]: string }
  error: string | null
}

export function isInProgress({ state }: Pick<Job, 'state'>): boolean {
  return state === 'checking' || state === 'running'
}

export function isImport(job: Job): job is JobOf<'accounts.import' | 'users.import'> {
  return job.kind === 'accounts.import' || job.kind === 'users.import'
}

/** Whether the rows of an imported file may change users. */
export function mayUpdate(job: Job): boolean {
  return job.kind === 'users.import' && job.parameters.mode !== 'add'
}

/** A change of selected users, or links for them. */
export function isUserJob(job: Job): boolean {
  return job.kind.startsWith('users.') && job.kind !== 'users.import'
}

/** A column of an imported file, with its heading as the file has it. */
export type FileColumn = JobOf<'accounts.import'>['parameters']['columns'][number]
