import { z } from 'zod'
import { createAccountSchema } from '@/lib/accounts/schema'
import { accountFileHeader } from '@/lib/accounts/view'
import { propertyName } from '@/lib/columns'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { importModes } from '@/lib/jobs/schema'
import type { JobKind } from '@/lib/jobs/view'
import { addUserSchema, updateUserSchema } from '@/lib/users/schema'
import { userFileHeader } from '@/lib/users/view'

const word = z.string().trim().toLowerCase()

const yesOrNo = z.union(
  [
    flag,
    word.pipe(z.enum(['', 'no', 'n', 'false', '0'])).transform(() => false),
    word.pipe(z.enum(['yes', 'y', 'true', '1'])).transform(() => true),
  ],
  { error: 'Write yes or no.' },
)

type Fields = { [field: string]: string }

function toFields(row: unknown): Fields {
  const cells = z.record(z.string(), z.string()).safeParse(row).data ?? {}
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [propertyName(column), cell]),
  )
}

// An account without an external ID gets one, so an empty cell is as good as no column.
function toAccountFields(row: unknown): Fields {
  const { externalId = '', ...fields } = toFields(row)
  return externalId.trim() === '' ? fields : { ...fields, externalId }
}

export const accountRowSchema = z.preprocess(toAccountFields, createAccountSchema)

const emptyUser: Fields = toFields(Object.fromEntries(userFileHeader.map((column) => [column, ''])))

export const userRowSchema = z.preprocess(
  (row) => ({ ...emptyUser, ...toFields(row) }),
  addUserSchema
    .omit({
      accountId: true,
      firstPassword: true,
      sendMail: true,
      password: true,
      orgAdmin: true,
      mustChangePassword: true,
    })
    .extend({ accountAdmin: yesOrNo })
    .required(),
)

// An empty cell changes nothing, so that a file can't clear what it doesn't know.
function toGivenFields(row: unknown): Fields {
  return Object.fromEntries(Object.entries(toFields(row)).filter(([, cell]) => cell.trim() !== ''))
}

/** A row that may change a user: their ID or email address, and the values that it gives. */
export const userUpdateSchema = z.preprocess(
  toGivenFields,
  updateUserSchema
    .omit({
      within: true,
      version: true,
      password: true,
      orgAdmin: true,
      active: true,
      mustChangePassword: true,
    })
    .extend({ id: id.optional(), accountAdmin: yesOrNo.optional() }),
)

export type ImportKind = Extract<JobKind, 'accounts.import' | 'users.import'>

/** What a file is read as: a file that may update users has a column for their IDs. */
export type FileKind = ImportKind | 'users.update'

type PerFile<T> = { [kind in FileKind]: T }

export const importColumns: PerFile<readonly string[]> = {
  'accounts.import': accountFileHeader,
  'users.import': userFileHeader,
  'users.update': ['id', ...userFileHeader],
}

/** Of each group, a file has at least one column. */
export const requiredColumns: PerFile<string[][]> = {
  'accounts.import': [['name']],
  'users.import': [['first_name'], ['last_name'], ['email']],
  'users.update': [['id', 'email']],
}

/** The column whose value must be unique. */
export const keyColumn: PerFile<string> = {
  'accounts.import': 'external_id',
  'users.import': 'email',
  'users.update': 'email',
}

export const importAccountsSchema = z.object({
  file: z.string().default('file.csv').catch('file.csv'),
  content: z.instanceof(Uint8Array, { error: 'Choose a CSV file.' }),
})

export const importUsersSchema = importAccountsSchema.extend({
  accountId: id,
  mode: z.enum(importModes).default('add').catch('add'),
})
