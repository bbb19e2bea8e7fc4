import { z } from 'zod'

/** A checkbox of a form or a boolean in JSON. */
export const flag = z.union(
  [z.boolean(), z.enum(['on', 'off']).transform((value) => value === 'on')],
  { error: 'Choose yes or no.' },
)
