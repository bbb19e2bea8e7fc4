'use server'

import { formatCount } from '@/components/ui/format'
import { endUserSession, endUserSessions } from '@/lib/access/commands'
import { paths } from '@/lib/paths'
import { unlinkIdentity } from '@/lib/providers/identities'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import { formAction } from '@/lib/transport/form-action'
import { resetUserSecret, unlockUser, withdrawSecretOfUser } from '@/lib/users/access'
import { addUser } from '@/lib/users/add-user'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { createUserLink, endUserLinks } from '@/lib/users/links'
import { fullName } from '@/lib/users/view'

export const addUserAction = formAction({
  operation: addUser,
  onSuccess: ({ user, secret, password, link }, { submitted: { sendMail } }) => ({
    message: `${fullName(user)} was added. ${whatNext(user, link, sendMail)}`,
    result: { password, secret, link: sendMail === 'on' ? undefined : link?.url },
    link: { href: paths.user(user), label: `Open ${fullName(user)}` },
  }),
})

function whatNext({ email }: { email: string }, link: unknown, sendMail: string | undefined) {
  if (!link) return 'Nobody was notified.'
  if (sendMail === 'on') return `The link is on its way to ${email}.`
  return 'Send them this link to choose a password. Nobody was notified.'
}

export const updateUserAction = formAction({
  operation: updateUser,
  onSuccess: ({ user, changed }) => ({
    message: changed ? `${fullName(user)} was updated.` : 'No changes to save.',
    result: null,
    version: changed ? user.version : undefined,
  }),
})

export const setUserActiveAction = formAction({
  operation: updateUser,
  onSuccess: ({ user, changed }) => ({
    message: user.active
      ? `${fullName(user)} is active again, without a User Secret.`
      : `${fullName(user)} is deactivated and signed out. Their User Secret no longer works.`,
    result: null,
    version: changed ? user.version : undefined,
  }),
})

export const unlockUserAction = formAction({
  operation: unlockUser,
  onSuccess: ({ user, changed }) => ({
    message: changed
      ? `${fullName(user)} can sign in again.`
      : `${fullName(user)} is not locked out.`,
    result: null,
  }),
})

export const endUserSessionAction = formAction({
  operation: endUserSession,
  onSuccess: ({ ended }) => ({
    message: ended > 0 ? 'The session was ended.' : 'The session had already ended.',
    result: null,
  }),
})

export const endUserSessionsAction = formAction({
  operation: endUserSessions,
  onSuccess: ({ user, ended }, { locale }) => ({
    message:
      ended > 0
        ? `${fullName(user)} was signed out everywhere. ${formatCount(ended, 'session', locale)} ended.`
        : `${fullName(user)} was not signed in anywhere.`,
    result: null,
  }),
})

export const resetUserPasswordAction = formAction({
  operation: updateUser,
  onSuccess: ({ user }, { submitted: { password = '' } }) => ({
    message: `${fullName(user)} has a new password and was signed out. Their User Secret no longer works. Nobody was notified.`,
    result: { password },
    version: user.version,
  }),
})

export const resetSecondFactorAction = formAction({
  operation: resetSecondFactor,
  onSuccess: ({ user, changed }) => ({
    message: changed
      ? `${fullName(user)} has no second factor any more and was signed out.`
      : `${fullName(user)} has no second factor.`,
    result: null,
  }),
})

export const unlinkIdentityAction = formAction({
  operation: unlinkIdentity,
  onSuccess: ({ user, changed }) => ({
    message: changed
      ? `${fullName(user)} was unlinked from the identity provider and signed out.`
      : `${fullName(user)} was not linked with this identity provider.`,
    result: null,
  }),
})

export const createUserLinkAction = formAction({
  operation: createUserLink,
  onSuccess: ({ user, link: { url } }, { submitted: { sendMail } }) => ({
    message:
      sendMail === 'on'
        ? `The link is on its way to ${user.email}. Earlier links no longer work.`
        : `Send this link to ${fullName(user)}. Earlier links no longer work. Nobody was notified.`,
    result: { url: sendMail === 'on' ? undefined : url },
  }),
})

export const endUserLinksAction = formAction({
  operation: endUserLinks,
  onSuccess: ({ user }) => ({
    message: `The link of ${fullName(user)} no longer works.`,
    result: null,
  }),
})

export const resetUserSecretAction = formAction({
  operation: resetUserSecret,
  onSuccess: ({ user, secret }) => ({
    message: `${fullName(user)} has a new User Secret. Earlier ones no longer work.`,
    result: { secret },
  }),
})

export const withdrawUserSecretAction = formAction({
  operation: withdrawSecretOfUser,
  onSuccess: ({ user }) => ({
    message: `The User Secret of ${fullName(user)} no longer works.`,
    result: null,
  }),
})

export const deleteUserAction = formAction({
  operation: deleteUser,
  onSuccess: (user) => ({
    location: `${paths.account(user.accountId)}?removed`,
    message: `${fullName(user)} was deleted.`,
    label: 'Open the account',
  }),
})
