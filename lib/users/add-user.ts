import 'server-only'
import { userAccountColumns } from '@/lib/accounts/columns'
import { accountNotFound, lockAccount } from '@/lib/accounts/records'
import { newSecret } from '@/lib/auth/secrets'
import { omitUndefined } from '@/lib/changes'
import { pickColumns, selectOf } from '@/lib/columns'
import { fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { editableUserColumns, userColumns } from '@/lib/users/columns'
import { requireFreeEmail } from '@/lib/users/emails'
import { prepareFirstPassword } from '@/lib/users/first-password'
import { newPasswordLink } from '@/lib/users/links'
import { mailLinks } from '@/lib/users/mail-link'
import { ORG_ADMIN_IN_DEFAULT_ACCOUNT } from '@/lib/users/policy'
import { isLoginBlocked } from '@/lib/users/records'
import { addUserSchema } from '@/lib/users/schema'
import { searchKey } from '@/lib/users/search-key'
import type { NewLink, UserWithSecret } from '@/lib/users/view'

/** With the typed or generated password, or the link with which they choose it. */
type AddedUser = UserWithSecret & { password?: string | undefined; link?: NewLink | undefined }

export const addUser = command({
  name: 'users.add',
  permission: 'users:write',
  recentAuthentication: 'always',
  input: addUserSchema,
  target: ({ accountId: id }) => (id === 'default' ? undefined : { type: 'account', id }),
  prepare: ({ actor, db, input }) => prepareFirstPassword(db, actor.organizationId, input),
  async run({ actor, db, input, prepared, audit }): Promise<AddedUser> {
    const { accountId, password: _, firstPassword, sendMail, ...fields } = input
    const invited = firstPassword === 'link'
    const account = await lockAccount(db, actor, accountId)
    if (!account.active) throw accountNotFound()
    if (fields.orgAdmin && !account.defaultAccount) {
      throw fieldError('forbidden', 'orgAdmin', ORG_ADMIN_IN_DEFAULT_ACCOUNT)
    }
    await requireFreeEmail(db, actor, input.email)
    const { secret, columns } = newSecret()
    const user = await db.user.create({
      data: {
        ...omitUndefined(fields),
        organizationId: actor.organizationId,
        accountId: account.id,
        passwordHash: prepared.hash,
        initialPassword: !invited,
        mustChangePassword: fields.mustChangePassword && !invited,
        searchKey: searchKey(input),
        ...columns,
      },
      select: selectOf(userColumns),
    })
    const link = invited ? await newPasswordLink(db, actor, user.id, 'invite') : undefined
    if (link && sendMail) await mailLinks(db, actor, [{ ...link, id: user.id, email: user.email }])
    const detail = {
      after: pickColumns(editableUserColumns, user),
      ...(link ? { link: link.purpose } : {}),
    }
    audit({ target: { type: 'user', id: user.id }, detail })
    const signInBlocked = await isLoginBlocked(db, user.email)
    const expired = { passwordExpired: false, initialPasswordExpired: false }
    const state = { ...expired, signInBlocked, hasPassword: !invited, invited }
    return {
      user: { ...user, ...state, account: pickColumns(userAccountColumns, account) },
      secret,
      password: prepared.password,
      link,
    }
  },
})
