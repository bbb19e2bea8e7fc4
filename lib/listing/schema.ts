import { z } from 'zod'

const DEFAULT_PAGE_SIZE = 200
const MAX_PAGE_SIZE = 2_000
const MAX_OFFSET = 1_000_000_000
// The longest key of a cursor, as a token encodes it.
const MAX_TOKEN = 12_500

type JsonSchema = { [keyword: string]: unknown }

/** Documents the value instead of the text that a URL holds. */
const documentedAs = (schema: JsonSchema) => ({
  override: ({ jsonSchema }: { jsonSchema: JsonSchema }) => {
    delete jsonSchema.anyOf
    Object.assign(jsonSchema, schema)
  },
})

function digits(message: string) {
  const text = z.string().regex(/^\d+$/).transform(Number)
  return z.union([z.number(), text], { error: message })
}

const wholeNumber = (minimum: number, maximum: number) => {
  const message = `Must be a whole number from ${minimum} to ${maximum}.`
  return digits(message).pipe(z.int(message).min(minimum, message).max(maximum, message))
}

const pageSizeMessage = 'Must be a whole number, at least 1.'

const pageSize = digits(pageSizeMessage)
  .transform((size) => Math.min(size, MAX_PAGE_SIZE))
  .pipe(z.int(pageSizeMessage).min(1, pageSizeMessage))

const trueOrFalse = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')],
  { error: 'Must be true or false.' },
)

/** Whether to include inactive records. Each query has its own default. */
export const includeInactive = trueOrFalse.optional().meta({
  ...documentedAs({ type: 'boolean' }),
  description: 'Whether to include inactive records.',
})

/** The query of a request for one record, which returns inactive ones unless it says otherwise. */
export const recordParameters = z.object({ includeInactive })

export const listParameters = z.object({
  where: z.string().default('').meta({
    description: "A CEQL condition, such as `name LIKE 'North%' AND createdDate > '2026-01-01'`.",
  }),
  pageSize: pageSize.default(DEFAULT_PAGE_SIZE).meta({
    ...documentedAs({ type: 'integer', minimum: 1, default: DEFAULT_PAGE_SIZE }),
    description: `The number of records per page. More than ${MAX_PAGE_SIZE} is cut to ${MAX_PAGE_SIZE}.`,
  }),
  offset: wholeNumber(0, MAX_OFFSET)
    .default(0)
    .meta({
      ...documentedAs({ type: 'integer', minimum: 0, maximum: MAX_OFFSET, default: 0 }),
      description: 'The number of records to skip.',
    }),
  page: wholeNumber(1, MAX_OFFSET)
    .optional()
    .meta({
      ...documentedAs({ type: 'integer', minimum: 1, maximum: MAX_OFFSET }),
      description: 'The page number, starting at 1. Overrides `offset`.',
    }),
  nextPage: z.string().max(MAX_TOKEN).optional().meta({
    description:
      'The `elements-next-page-token` header of the previous page. Overrides `page` and `offset`. Empty for the first page.',
  }),
  includeInactive,
})

export type ListParameters = z.output<typeof listParameters>
