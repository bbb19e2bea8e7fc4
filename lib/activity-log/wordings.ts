import type { Wording } from '@/lib/activity-log/wording'
import { accountWordings } from '@/lib/activity-log/wordings/accounts'
import { activityWordings } from '@/lib/activity-log/wordings/activity'
import { auditWordings } from '@/lib/activity-log/wordings/audit'
import { formerWordings } from '@/lib/activity-log/wordings/former'
import { jobWordings } from '@/lib/activity-log/wordings/jobs'
import { organizationWordings } from '@/lib/activity-log/wordings/organization'
import { profileWordings } from '@/lib/activity-log/wordings/profile'
import { providerWordings } from '@/lib/activity-log/wordings/providers'
import { signInWordings } from '@/lib/activity-log/wordings/sign-ins'
import { userWordings } from '@/lib/activity-log/wordings/users'

/** Every operation that the log may name, with its words. */
export const wordings: ReadonlyMap<string, Wording> = new Map(
  [
    accountWordings,
    userWordings,
    jobWordings,
    signInWordings,
    profileWordings,
    organizationWordings,
    providerWordings,
    activityWordings,
    auditWordings,
    formerWordings,
  ].flatMap((each) => Object.entries(each)),
)
