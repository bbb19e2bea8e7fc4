'use server'

import { displayEmail } from '@/lib/display-email'
import { AppError } from '@/lib/errors'
import { submittedTexts } from '@/lib/form-state'
import { setUp } from '@/lib/organization/set-up'
import { paths } from '@/lib/paths'
import { changePassword } from '@/lib/sessions/commands'
import { requestPasswordLink } from '@/lib/sessions/forgotten-password'
import { openLink, setPassword } from '@/lib/sessions/set-password'
import { formAction, visitorAction } from '@/lib/transport/form-action'
import { loadDocument } from '@/lib/transport/load-document'
import { safePath, setTrustedDeviceCookie } from '@/lib/transport/request'
import { setSessionCookie, signInWith } from '@/lib/transport/session'

export const signInAction = visitorAction({
  run: async (submitted) => {
    const next = safePath(submitted.next)
    const step = await signInWith('credentials', submitted).then(() => undefined, asSecondStep)
    return step ? { location: paths.secondFactor(next) } : loadDocument(next)
  },
})

export const passkeySignInAction = visitorAction({
  run: async ({ next, assertion = '' }) => {
    await signInWith('passkey', { assertion })
    return loadDocument(safePath(next))
  },
})

function asSecondStep(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'second-factor-required') return error
  throw error
}

export const forgottenPasswordAction = visitorAction({
  run: async (submitted, origin) => {
    await requestPasswordLink.runUntrusted(origin, submitted)
    const message = 'If this address belongs to someone here, a link is on its way to it.'
    return { message, result: undefined }
  },
})

export const setUpAction = visitorAction({
  run: async (submitted, origin) => {
    const error = await setUp.runUntrusted(origin, submitted).then(() => undefined, whyNotSetUp)
    await signInWith('credentials', submitted).catch((wrong: unknown) => {
      throw error ?? wrong
    })
    return { location: paths.accounts }
  },
})

// The person who set the console up may press again, because the response was lost. They sign in.
function whyNotSetUp(error: unknown): AppError {
  if (error instanceof AppError && error.code === 'not-found') return error
  throw error
}

export const openLinkAction = visitorAction({
  run: async ({ link }, origin) => {
    const opened = await openLink.runUntrusted(origin, { link })
    const email = displayEmail(opened.email)
    return { message: `Choose a password for ${email}.`, result: { ...opened, email } }
  },
})

export const setPasswordAction = visitorAction({
  run: async ({ link, password }, origin) => {
    const { deviceToken } = await setPassword.runUntrusted(origin, { link, password })
    await setTrustedDeviceCookie(deviceToken)
    return { location: paths.signInWithNewPassword }
  },
})

export const changePasswordAction = formAction({
  operation: changePassword,
  afterRun: ({ sessionToken }) => setSessionCookie(sessionToken),
  readInput: async (data) => {
    const { next: _, ...input } = submittedTexts(data)
    return input
  },
  onSuccess: (_, { submitted }) => ({
    location: safePath(submitted.next),
    message: 'Your new password was saved.',
    label: 'Open the console',
  }),
})
