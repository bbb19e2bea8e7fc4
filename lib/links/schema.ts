import { z } from 'zod'

// In its URL, whose # some mail programs encode, or alone.
const tokenPattern = /(?:^|#|%23)([\w-]{43})(?![\w-])/i

/** A one-time link, as the whole URL or its token. Parsed to the token, which is empty without one. */
export const link = z
  .string({ error: 'Paste your link.' })
  .max(2_000, 'This is too long for a link.')
  .refine((value) => value.trim() !== '', 'Paste your link.')
  .transform((value) => tokenPattern.exec(value.trim())?.[1] ?? '')
