import { z } from 'zod'
import { id } from '@/lib/ids'
import { DEFAULT_TIME_ZONE, readTimeZone } from '@/lib/reader'
import { cutSearchText } from '@/lib/search-text'

/** The kinds of activity, by how the names of their operations begin. */
export const activityKinds = {
  accounts: ['accounts', 'deletions'],
  users: ['users', 'people'],
  'sign-ins': ['session'],
  profile: ['profile'],
  settings: ['organization', 'providers', 'mail', 'audit', 'verifications', 'activity', 'console'],
  jobs: ['imports', 'jobs'],
} as const

export type ActivityKind = keyof typeof activityKinds

const kinds = ['accounts', 'users', 'sign-ins', 'profile', 'settings', 'jobs'] as const

/** The kind of an operation. Every operation of this version has one. */
export function kindOf(operation: string): ActivityKind | undefined {
  const [beginning] = operation.split('.')
  return kinds.find((kind) => activityKinds[kind].some((each) => each === beginning))
}

const outcomes = ['done', 'refused'] as const

// The longest name or email address fits.
const MAX_KEY = 300

const optional = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined)

/** The ID of a record, or what names it: an email address, or the name of an account. */
const key = z
  .string()
  .default('')
  .catch('')
  .transform((value) => cutSearchText(value, MAX_KEY))

const filter = {
  /** The user who did it. */
  person: key,
  /** The account it was about, or that of the user it was about. */
  account: key,
  /** The user it was about. */
  user: optional(id),
  kind: optional(z.enum(kinds)),
  outcome: optional(z.enum(outcomes)),
  /** The ID of the request. */
  request: key,
  /** The first and the last day, such as 2026-01-31, in the time zone. */
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
}

const timeZone = z.string().default(DEFAULT_TIME_ZONE).transform(readTimeZone)

/** The filters in the URL. All of them apply, and a bad one is left out. */
export const activityParamsSchema = z.object({
  ...filter,
  cursor: z.string().default('').catch(''),
})

export const searchActivitySchema = activityParamsSchema.extend({ timeZone })

export const exportActivitySchema = z.object({ ...filter, timeZone })

export const recentChangesSchema = z.union([
  z.object({ user: id, account: z.undefined().optional() }),
  z.object({ account: id, user: z.undefined().optional() }),
])

export type ActivityParams = z.output<typeof activityParamsSchema>
export type ActivityFilter = z.output<typeof exportActivitySchema>
