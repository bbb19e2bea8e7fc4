import { z } from 'zod'
import { withReadOnlyFields } from '@/lib/api/request-body'
import { MIN_IDLE_MINUTES } from '@/lib/organization/policy'
import type { OrganizationView, SessionPolicy } from '@/lib/organization/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { passwordPolicySchema } from '@/lib/passwords/schema'
import { MAX_GRACE_DAYS, type SecondFactorPolicy } from '@/lib/second-factor/policy'
import { secondFactorPolicySchema } from '@/lib/second-factor/schema'

type Saved<Policy> = { policy: Policy; version: number }

const saved = <Policy extends object>(schema: z.ZodType) => ({
  schema,
  present: ({ policy }: Saved<Policy>) => policy,
  version: ({ version }: Saved<Policy>) => version,
})

export const passwordPolicyBody = withReadOnlyFields(passwordPolicySchema, [
  'createdDt',
  'updatedDt',
]).meta({ id: 'PasswordPolicyChange' })

export const passwordPolicyResponse = {
  schema: passwordPolicySchema,
  present: ({ passwordPolicy }: OrganizationView) => passwordPolicy,
  version: ({ passwordPolicyVersion }: OrganizationView) => passwordPolicyVersion,
}

export const savedPasswordPolicyResponse = saved<PasswordPolicy>(passwordPolicySchema)

const limit = (min: number, description: string) =>
  z.int().min(min).max(720).nullable().default(null).meta({ description })

const sessionPolicyBody = z
  .strictObject({
    idleMinutes: limit(
      MIN_IDLE_MINUTES,
      'After how many minutes without a request a session ends. Null: as the server is set.',
    ),
    absoluteHours: limit(
      1,
      'After how many hours a session ends even if it is in use. Null: as the server is set.',
    ),
  })
  .meta({ id: 'SessionPolicy' })

export const sessionPolicyChangeBody = withReadOnlyFields(sessionPolicyBody, []).meta({
  id: 'SessionPolicyChange',
})

export const sessionPolicyResponse = {
  schema: sessionPolicyBody,
  present: ({ sessionPolicy }: OrganizationView) => sessionPolicy,
  version: ({ sessionPolicyVersion }: OrganizationView) => sessionPolicyVersion,
}

export const savedSessionPolicyResponse = saved<SessionPolicy>(sessionPolicyBody)

const graceDays = z.int().min(0).max(MAX_GRACE_DAYS).default(0).meta({
  description: 'How many days people have to set one up, from when it is required of them.',
})

const secondFactorPolicyBody = z
  .strictObject({ requirement: secondFactorPolicySchema.shape.requirement, graceDays })
  .meta({ id: 'SecondFactorPolicy' })

export const secondFactorPolicyChangeBody = withReadOnlyFields(secondFactorPolicyBody, []).meta({
  id: 'SecondFactorPolicyChange',
})

export const secondFactorPolicyResponse = {
  schema: secondFactorPolicyBody,
  present: ({ secondFactorPolicy }: OrganizationView) => secondFactorPolicy,
  version: ({ secondFactorPolicyVersion }: OrganizationView) => secondFactorPolicyVersion,
}

export const savedSecondFactorPolicyResponse = saved<SecondFactorPolicy>(secondFactorPolicyBody)
