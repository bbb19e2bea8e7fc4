import { z } from 'zod'

/** What the list calls its orders, by the field that the API sorts by. */
const sorts = {
  id: 'id',
  name: 'name',
  userCount: 'users',
  lastActivityDate: 'activity',
  createdDate: 'created',
  updatedDate: 'updated',
} as const

export const listSorts = Object.values(sorts)

export type AccountOrder = {
  sort: (typeof listSorts)[number]
  direction: 'asc' | 'desc'
}

const fields = Object.keys(sorts).join(', ')

const orders = Object.entries(sorts).flatMap(([field, sort]): [string, AccountOrder][] => [
  [`${field} asc`, { sort, direction: 'asc' }],
  [`${field} desc`, { sort, direction: 'desc' }],
])
const ordersByText = new Map(orders)

/** An order as a request to the API has it: `name desc`. */
export function orderText({ sort, direction }: AccountOrder): string {
  const [text = ''] =
    orders.find(([, order]) => order.sort === sort && order.direction === direction) ?? []
  return text
}

function parseOrder(text: string): AccountOrder | undefined {
  const [field, direction = 'asc', ...others] = text.trim().split(/\s+/)
  if (others.length > 0) return undefined
  return ordersByText.get(`${field} ${direction.toLowerCase()}`)
}

export const orderBy = z
  .string()
  .transform((text, context): AccountOrder => {
    const order = parseOrder(text)
    if (order) return order
    context.addIssue(`Must be one of ${fields}, alone or followed by asc or desc.`)
    return z.NEVER
  })
  .optional()
  .meta({
    description: `Sorts active accounts by ${fields}, alone or followed by \`asc\` or \`desc\`. Its further pages have \`nextPage\`.`,
    example: 'name desc',
  })
