// RFC 3492, with its parameters for internationalized domain names.
const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const INITIAL_BIAS = 72
const FIRST_CODE_POINT = 128
const digits = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Decodes a label without its prefix: `bcher-kva` is `bücher`. Undefined if it is malformed. */
export function decodePunycode(label: string): string | undefined {
  const delimiter = label.lastIndexOf('-')
  const output = [...label.slice(0, Math.max(0, delimiter))]
  let [codePoint, bias, index, position] = [FIRST_CODE_POINT, INITIAL_BIAS, 0, delimiter + 1]
  while (position < label.length) {
    const start = index
    let weight = 1
    for (let k = BASE; ; k += BASE) {
      const digit = digits.indexOf(label[position++] ?? '?')
      if (digit < 0) return undefined
      index += digit * weight
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const length = output.length + 1
    bias = adaptBias(index - start, length, start === 0)
    codePoint += Math.floor(index / length)
    if (codePoint > 0x10ffff) return undefined
    index %= length
    output.splice(index++, 0, String.fromCodePoint(codePoint))
  }
  return output.join('')
}

function adaptBias(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(isFirst ? delta / DAMP : delta / 2)
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}
