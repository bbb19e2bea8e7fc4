import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'

export type QrCode = { size: number; path: string }

/** For a server component: the script of a page needs only the path. */
export function toQrCode(text: string): QrCode {
  const code = generate(text)
  return { size: code.size, path: toSvgPath(code) }
}
