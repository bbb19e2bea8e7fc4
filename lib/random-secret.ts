// What 32 random bytes take as hexadecimal digits and as Base64 without padding.
const MIN_HEX_LENGTH = 64
const MIN_LENGTH = 43

// Random texts have more: of 64 hexadecimal digits about 16, of 43 Base64 characters about 32.
const MIN_DISTINCT_HEX = 10
const MIN_DISTINCT = 16

const REPETITION = /(.{8}).*\1/s
const SEQUENCE_LENGTH = 8
const placeholder =
  /change.?me|passw[o0]rd|secret|example|default|qwerty|letmein|replace|placeholder|insecure/i

/** Whether a text can be 32 random bytes, and not something that a person made up. */
export function isRandomSecret(text: string): boolean {
  const isHex = /^[\da-f]+$/i.test(text)
  const distinct = new Set(text).size
  return (
    text.length >= (isHex ? MIN_HEX_LENGTH : MIN_LENGTH) &&
    distinct >= (isHex ? MIN_DISTINCT_HEX : MIN_DISTINCT) &&
    !REPETITION.test(text) &&
    !placeholder.test(text) &&
    !hasSequence(text)
  )
}

/** Finds characters in steps of the same size, such as "abcdefgh" or "86420". */
function hasSequence(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  let length = 1
  return codes.some((code, index) => {
    const step = code - (codes[index - 1] ?? code)
    const previous = (codes[index - 1] ?? code) - (codes[index - 2] ?? code)
    length = step === previous ? length + 1 : 2
    return length >= SEQUENCE_LENGTH
  })
}
