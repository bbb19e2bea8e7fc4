import 'server-only'
import { shallowEqual } from '@/lib/changes'
import { SQL } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { requireConfirmedExpiry } from '@/lib/organization/password-expiry'
import {
  lockOrganization,
  requireVersion,
  saveOrganization,
  sessionLimits,
} from '@/lib/organization/records'
import {
  setPasswordPolicySchema,
  setSecondFactorPolicySchema,
  setSessionPolicySchema,
} from '@/lib/organization/schema'
import type { SessionPolicy } from '@/lib/organization/view'
import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import {
  endSingleFactorSessions,
  saveSecondFactorPolicy,
} from '@/lib/second-factor/organization-policy'
import { isEnforced, type SecondFactorPolicy } from '@/lib/second-factor/policy'

type Saved<Policy> = { policy: Policy; version: number; changed: boolean }

/** Saving the policy that applies writes nothing. The default policy is stored as null. */
export const setPasswordPolicy = command({
  name: 'organization.setPasswordPolicy',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: setPasswordPolicySchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, input, audit }): Promise<Saved<PasswordPolicy>> {
    const { organizationId: id } = actor
    const { version, confirmedDays, ...policy } = input
    const organization = await lockOrganization(db, id)
    const { passwordPolicy: before, passwordPolicyVersion } = organization
    requireVersion(version, passwordPolicyVersion, before)
    if (shallowEqual(before, policy)) {
      return { policy, version: passwordPolicyVersion, changed: false }
    }
    if (confirmedDays !== undefined && Number(confirmedDays) !== policy.expirationDays) {
      await requireConfirmedExpiry(db, id, before, policy)
    }
    const isDefault = shallowEqual(defaultPasswordPolicy, policy)
    const change = { passwordPolicy: isDefault ? SQL.DbNull : policy }
    const saved = await saveOrganization(db, organization, 'passwordPolicyVersion', change)
    audit({ target: { type: 'organization', id }, detail: { before, after: policy } })
    return { policy, version: saved, changed: true }
  },
})

/** Applies to open sessions too: the older ones end. Saving the same writes nothing. */
export const setSessionPolicy = command({
  name: 'organization.setSessionPolicy',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: setSessionPolicySchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, input, audit }): Promise<Saved<SessionPolicy>> {
    const { organizationId: id } = actor
    const { version, ...policy } = input
    const organization = await lockOrganization(db, id)
    const { sessionPolicy: before, sessionPolicyVersion } = organization
    requireVersion(version, sessionPolicyVersion, before)
    if (shallowEqual(before, policy)) {
      return { policy, version: sessionPolicyVersion, changed: false }
    }
    requireAllowed(policy)
    const { idleMinutes: sessionIdleMinutes, absoluteHours: sessionAbsoluteHours } = policy
    const change = { sessionIdleMinutes, sessionAbsoluteHours }
    const saved = await saveOrganization(db, organization, 'sessionPolicyVersion', change)
    audit({ target: { type: 'organization', id }, detail: { before, after: policy } })
    return { policy, version: saved, changed: true }
  },
})

function requireAllowed({ idleMinutes, absoluteHours }: SessionPolicy): void {
  const most = sessionLimits()
  if (idleMinutes !== null && idleMinutes > most.idleMinutes) {
    const message = `The server allows at most ${most.idleMinutes} minutes.`
    throw fieldError('invalid', 'idleMinutes', message)
  }
  if (absoluteHours !== null && absoluteHours > most.absoluteHours) {
    const message = `The server allows at most ${most.absoluteHours} hours.`
    throw fieldError('invalid', 'absoluteHours', message)
  }
}

type SavedSecondFactorPolicy = Saved<SecondFactorPolicy> & { sessionsEnded: number }

/**
 * A new requirement ends the sessions that began without the second factor that their users have,
 * except that of the actor. Saving the policy that applies writes nothing.
 */
export const setSecondFactorPolicy = command({
  name: 'organization.setSecondFactorPolicy',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: setSecondFactorPolicySchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, input, audit }): Promise<SavedSecondFactorPolicy> {
    const { organizationId: id } = actor
    const { version, ...policy } = input
    const organization = await lockOrganization(db, id)
    const { secondFactorPolicy: before, secondFactorPolicyVersion } = organization
    requireVersion(version, secondFactorPolicyVersion, before)
    if (shallowEqual(before, policy)) {
      return { policy, version: secondFactorPolicyVersion, changed: false, sessionsEnded: 0 }
    }
    await saveSecondFactorPolicy(db, id, policy)
    const saved = await saveOrganization(db, organization, 'secondFactorPolicyVersion', {})
    const isNew = isEnforced(policy.requirement) && policy.requirement !== before.requirement
    const sessionsEnded = isNew ? await endSingleFactorSessions(db, actor) : 0
    const detail = { before, after: policy, ...(isNew ? { sessionsEnded } : {}) }
    audit({ target: { type: 'organization', id }, detail })
    return { policy, version: saved, changed: true, sessionsEnded }
  },
})
