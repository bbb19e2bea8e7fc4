// Without characters that look alike.
const sets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%+-=?@_']
const LENGTH = 20

export function generatePassword(): string {
  const alphabet = sets.join('')
  for (;;) {
    const random = crypto.getRandomValues(new Uint32Array(LENGTH))
    const characters = [...random].map((number) => alphabet[number % alphabet.length] ?? '')
    if (sets.every((set) => characters.some((c) => set.includes(c)))) return characters.join('')
  }
}
