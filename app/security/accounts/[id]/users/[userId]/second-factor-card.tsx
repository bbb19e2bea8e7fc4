import { resetSecondFactorAction } from '@/app/security/accounts/[id]/actions'
import { ResetSecondFactorForm } from '@/components/second-factor/reset-form'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import type { SignInFacts } from '@/lib/access/view'
import { paths } from '@/lib/paths'

type Props = { user: { id: number }; facts: SignInFacts; isSelf: boolean }

/** What can be done about a second factor. What there is, the card Access says. */
export function SecondFactorCard({ user, facts, isSelf }: Props) {
  return (
    <Card title="Second factor" id="second-factor">
      {isSelf ? (
        <CardBody>
          <ButtonLink href={`${paths.profile}#authenticator`}>Change your second factor</ButtonLink>
        </CardBody>
      ) : (
        <ResetSecondFactorForm
          user={{ id: user.id }}
          hasFactor={facts.authenticatorSince !== null || facts.passkeys > 0}
          action={resetSecondFactorAction}
        />
      )}
    </Card>
  )
}
