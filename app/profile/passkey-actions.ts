'use server'

import { addPasskey, removePasskey, renamePasskey, startPasskey } from '@/lib/passkeys/commands'
import { formAction } from '@/lib/transport/form-action'

const label = 'Your passkeys'

export const startPasskeyAction = formAction({
  operation: startPasskey,
  onSuccess: ({ options }) => ({ message: 'Follow your browser.', result: { options } }),
})

export const addPasskeyAction = formAction({
  operation: addPasskey,
  onSuccess: ({ name }) => ({
    message: `“${name}” was added. You can now sign in with it.`,
    result: null,
  }),
})

export const renamePasskeyAction = formAction({
  operation: renamePasskey,
  onSuccess: ({ name }) => ({
    location: '/profile?passkey=renamed',
    message: `The passkey is now called “${name}”.`,
    label,
  }),
})

export const removePasskeyAction = formAction({
  operation: removePasskey,
  onSuccess: ({ name }) => ({
    location: '/profile?passkey=removed',
    message: `“${name}” was removed.`,
    label,
  }),
})
