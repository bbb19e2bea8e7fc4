import type { ComponentProps } from 'react'
import { setSecondFactorPolicyAction } from '@/app/security/settings/actions'
import { describeConsequence } from '@/components/second-factor/consequence'
import { PolicyForm } from '@/components/second-factor/policy-form'
import { Card } from '@/components/ui/card'
import { findPeopleWithoutFactor } from '@/lib/organization/queries'
import { enforcedRequirements } from '@/lib/second-factor/policy'
import { runQuery } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'

type Props = Pick<ComponentProps<typeof PolicyForm>, 'policy' | 'version'>

/** The policy of the organization, and for each choice whom it would lead to set one up. */
export async function SecondFactorCard({ policy, version }: Props) {
  const [without, locale] = await Promise.all([runQuery(findPeopleWithoutFactor), currentLocale()])
  const consequences = Object.fromEntries(
    enforcedRequirements.map((enforced) => [
      enforced,
      describeConsequence(without[enforced], locale),
    ]),
  )
  return (
    <Card title="Second factor" id="second-factor">
      <PolicyForm
        policy={policy}
        version={version}
        consequences={consequences}
        action={setSecondFactorPolicyAction}
      />
    </Card>
  )
}
