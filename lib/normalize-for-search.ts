import { letterReplacements } from '@/lib/search-letters'

// NFKD turns these into a space with an accent, and two prime signs.
const apostrophes = /[´΄᾽᾿῾]/g
const quotes = /[″‶]/g
const ignored = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
const replaceable = /[`\u0080-\u{10FFFF}]/gu
const replacements = letterReplacements()

/**
 * Reads alike what people type alike: texts are compared and searched without accents, case,
 * invisible characters and repeated spaces, and with one apostrophe, quote and hyphen. Each character
 * is replaced on its own, so a part of a text stays a part of it.
 */
export function normalizeForSearch(value: string): string {
  return value
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .normalize('NFKD')
    .replace(ignored, '')
    .toLowerCase()
    .replace(replaceable, (character) => replacements.get(character) ?? character)
    .replace(/\s+/g, ' ')
    .trim()
}
