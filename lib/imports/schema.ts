import { z } from 'zod'
import { createAccountSchema } from '@/lib/accounts/schema'
import { accountColumns } from '@/lib/accounts/view'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import type { JobKind } from '@/lib/jobs/view'
import { addUserSchema } from '@/lib/users/schema'
import { userColumns } from '@/lib/users/view'

const word = z.string().trim().toLowerCase()

const yesOrNo = z
  .union(
    [
      flag,
      word.pipe(z.enum(['', 'no', 'n', 'false', '0'])).transform(() => false),
      word.pipe(z.enum(['yes', 'y', 'true', '1'])).transform(() => true),
    ],
    { error: 'Write yes or no.' },
  )
  .default(false)

/** Turns columns into fields: `external_id` into `externalId`, which is absent when it is empty. */
function toFields(row: unknown): unknown {
  const cells = z.record(z.string(), z.string()).safeParse(row).data ?? {}
  return Object.fromEntries(
    Object.entries(cells)
      .map(([name, cell]) => [name.replace(/_(.)/g, (_, c: string) => c.toUpperCase()), cell])
      .filter(([name, cell]) => name !== 'externalId' || cell?.trim() !== ''),
  )
}

export const accountRowSchema = z.preprocess(toFields, createAccountSchema)

export const userRowSchema = z.preprocess(
  toFields,
  addUserSchema
    .omit({ accountId: true, password: true, orgAdmin: true, mustChangePassword: true })
    .extend({ accountAdmin: yesOrNo }),
)

export type ImportKind = Extract<JobKind, 'accounts.import' | 'users.import'>

type PerImport<T> = { [kind in ImportKind]: T }

export const importColumns: PerImport<readonly string[]> = {
  'accounts.import': accountColumns,
  'users.import': userColumns,
}

export const requiredColumns: PerImport<string[]> = {
  'accounts.import': ['name'],
  'users.import': ['first_name', 'last_name', 'email'],
}

/** The column whose value must be unique. */
export const keyColumn: PerImport<string> = {
  'accounts.import': 'external_id',
  'users.import': 'email',
}

export const importAccountsSchema = z.object({
  file: z.string().default('file.csv').catch('file.csv'),
  content: z.instanceof(Uint8Array, { error: 'Choose a CSV file.' }),
})

export const importUsersSchema = importAccountsSchema.extend({ accountId: id })
