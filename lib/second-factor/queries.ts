import 'server-only'
import { query } from '@/lib/operation'
import { findSecondFactor } from '@/lib/second-factor/records'
import { readRequirement } from '@/lib/second-factor/requirement'
import { emptySchema } from '@/lib/second-factor/schema'
import { findSetupSecret } from '@/lib/second-factor/setup'
import { setupUri } from '@/lib/second-factor/totp'
import type { OwnSecondFactor, SecondFactorView, SetupView } from '@/lib/second-factor/view'
import { findUser } from '@/lib/users/records'
import { userKeySchema } from '@/lib/users/schema'

export const getOwnSecondFactor = query({
  name: 'profile.getSecondFactor',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<OwnSecondFactor> {
    const [factor, requirement] = await Promise.all([
      findSecondFactor(db, actor.userId),
      readRequirement(db, actor),
    ])
    return { factor, ...requirement }
  },
})

/**
 * What the user's app needs, while they are setting it up. A session that was stolen later must not
 * show it, so it disappears with the recent authentication.
 */
export const getSecondFactorSetup = query({
  name: 'profile.getSecondFactorSetup',
  permission: 'profile',
  input: emptySchema,
  async run({ actor, db }): Promise<SetupView | null> {
    if (!actor.recentlyAuthenticated) return null
    const secret = await findSetupSecret(db, actor.userId)
    const { organizationName: issuer, email } = actor
    return secret === undefined ? null : { secret, uri: setupUri(secret, { issuer, email }) }
  },
})

export const getSecondFactor = query({
  name: 'users.getSecondFactor',
  permission: 'users:read',
  input: userKeySchema,
  async run({ actor, db, input }): Promise<SecondFactorView | null> {
    const { id } = await findUser(db, actor, { ...input, includeInactive: true })
    return findSecondFactor(db, id)
  },
})
