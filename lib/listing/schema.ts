import { z } from 'zod'

const MAX_PAGE_SIZE = 2_000
const MAX_OFFSET = 1_000_000_000

const wholeNumber = (name: string, min: number, max: number) => {
  const message = `${name} must be a whole number from ${min} to ${max}.`
  return z.coerce.number(message).int(message).min(min, message).max(max, message)
}

export const listParameters = z.object({
  where: z.string().default('').meta({
    description: "A CEQL condition, such as `name LIKE 'North%' AND createdDate > '2026-01-01'`.",
  }),
  pageSize: wholeNumber('pageSize', 1, MAX_PAGE_SIZE).default(200).meta({
    description: 'The number of records per page.',
  }),
  offset: wholeNumber('offset', 0, MAX_OFFSET).default(0).meta({
    description: 'The number of records to skip.',
  }),
  page: wholeNumber('page', 1, MAX_OFFSET).optional().meta({
    description: 'The page number, starting at 1. Overrides `offset`.',
  }),
  nextPage: z.string().max(1_000).optional().meta({
    description:
      'The `elements-next-page-token` header of the previous page. Overrides `page` and `offset`.',
  }),
})
