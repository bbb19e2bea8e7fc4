export type SecretChange = 'reset' | 'withdraw'

/** Which change a card asks to confirm. With JavaScript, a dialog asks instead. */
export function findSecretChange(query: object): SecretChange | undefined {
  if ('reset' in query) return 'reset'
  return 'withdraw' in query ? 'withdraw' : undefined
}
