import { z } from 'zod'
import { createAccountSchema } from '@/lib/accounts/schema'
import { accountFileHeader } from '@/lib/accounts/view'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import type { JobKind } from '@/lib/jobs/view'

import { addUserSchema } from '@/lib/users/schema'
import { userFileHeader } from '@/lib/users/view'

/** What a cell may say for yes and for no. */
const yesOrNo = z
  .union(
    [
      flag,
      z
        .string()
        .trim()
        .toLowerCase()
        .pipe(z.enum(['', 'no', 'n', 'false', '0']))
        .transform(() => false),
      z
        .string()
        .trim()
        .toLowerCase()
        .pipe(z.enum(['yes', 'y', 'true', '1']))
        .transform(() => true),
    ],
    { error: 'Write yes or no.' },
  )
  .default(false)

// A column is called like its field, in the manner of files; an empty external ID is none.
function fieldsOf(row: unknown): unknown {
  const cells = z.record(z.string(), z.string()).safeParse(row).data ?? {}
  return Object.fromEntries(
    Object.entries(cells)
      .map(([name, cell]) => [name.replace(/_(.)/g, (_, c: string) => c.toUpperCase()), cell])
      .filter(([name, cell]) => name !== 'externalId' || cell?.trim() !== ''),
  )
}

/** A row of a file with accounts. */
export const accountRowSchema = z.preprocess(fieldsOf, createAccountSchema)

/** A row of a file with users of one account. */
export const userRowSchema = z.preprocess(
  fieldsOf,
  addUserSchema
    .omit({ accountId: true, password: true, orgAdmin: true, mustChangePassword: true })
    .extend({ accountAdmin: yesOrNo }),
)

export type ImportKind = Extract<JobKind, 'accounts.import' | 'users.import'>

/** The columns that a file can have. */
export const columnsOf: { [kind in ImportKind]: readonly string[] } = {
  'accounts.import': accountFileHeader,
  'users.import': userFileHeader,
}

/** Whether a job of this kind reads a file. */
export function isImport(kind: JobKind): kind is ImportKind {
  return kind in columnsOf
}

/** What a file has to have, and what tells one of its rows from another. */
export const fileRules: { [kind in ImportKind]: { required: string[]; key: string } } = {
  'accounts.import': { required: ['name'], key: 'external_id' },
  'users.import': { required: ['first_name', 'last_name', 'email'], key: 'email' },
}

/** A file as it was sent, of accounts or of the users of one account. */
export const createImportSchema = z.object({
  accountId: id.optional(),
  file: z.string().default('file.csv').catch('file.csv'),
  content: z.instanceof(Uint8Array, { error: 'Choose a CSV file.' }),
})

export const importWorkSchema = z.strictObject({ id })
