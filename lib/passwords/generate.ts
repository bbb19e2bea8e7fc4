const sets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%+-=?@_']
const LENGTH = 20

/** A password of over 100 random bits with a character of each kind; no look-alikes. */
export function generatePassword(): string {
  const every = sets.join('')
  for (;;) {
    const random = crypto.getRandomValues(new Uint32Array(LENGTH))
    const characters = [...random].map((number) => every[number % every.length] ?? '')
    if (sets.every((set) => characters.some((c) => set.includes(c)))) return characters.join('')
  }
}
