import { setSecondFactorPolicyAction } from '@/app/security/settings/actions'
import { describeConsequence } from '@/components/second-factor/consequence'
import { PolicyForm } from '@/components/second-factor/policy-form'
import { Card } from '@/components/ui/card'
import type { Reader } from '@/lib/reader'
import { enforcedRequirements } from '@/lib/second-factor/policy'
import type { SettingsView } from '@/lib/settings/view'

type Props = Pick<SettingsView, 'organization' | 'withoutFactor'> & { reader: Reader }

/** The policy of the organization, and for each choice whom it would lead to set one up. */
export function SecondFactorCard({ organization, withoutFactor, reader }: Props) {
  const { secondFactorPolicy, secondFactorPolicyVersion } = organization
  const consequences = Object.fromEntries(
    enforcedRequirements.map((requirement) => [
      requirement,
      describeConsequence(withoutFactor[requirement], reader.locale),
    ]),
  )
  return (
    <Card title="Second factor" id="second-factor">
      <PolicyForm
        policy={secondFactorPolicy}
        version={secondFactorPolicyVersion}
        consequences={consequences}
        action={setSecondFactorPolicyAction}
      />
    </Card>
  )
}
