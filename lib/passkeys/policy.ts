export const MAX_PASSKEYS = 20
