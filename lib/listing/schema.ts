import { z } from 'zod'

const PAGE_SIZE_MAX = 2_000
const FAR = 1_000_000_000

const whole = (label: string, min: number, max: number) => {
  const sentence = `${label} is a whole number from ${min} to ${max}.`
  return z.coerce.number(sentence).int(sentence).min(min, sentence).max(max, sentence)
}

/** What a list of the API can be asked for. */
export const listParameters = z.object({
  where: z.string().default('').meta({
    description: "A condition in CEQL, e.g. name LIKE 'North%' AND createdDate > '2026-01-01'.",
  }),
  pageSize: whole('pageSize', 1, PAGE_SIZE_MAX).default(200),
  offset: whole('offset', 0, FAR).default(0),
  page: whole('page', 1, FAR).optional().meta({ description: 'From 1; instead of offset.' }),
  nextPage: z.string().max(1_000).optional().meta({
    description: 'The header elements-next-page-token of the page before; instead of both.',
  }),
})
