import { resetSecondFactorAction } from '@/app/security/accounts/[id]/actions'
import { toFactorTexts } from '@/components/second-factor/factor-texts'
import { ResetSecondFactorForm } from '@/components/second-factor/reset-form'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { getAccess } from '@/lib/access/queries'
import { paths } from '@/lib/paths'
import { getSecondFactor } from '@/lib/second-factor/queries'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

type Props = { user: { id: number }; isSelf: boolean }

export async function SecondFactorCard({ user, isSelf }: Props) {
  const [{ facts }, factor, reader] = await Promise.all([
    runQuery(getAccess, { id: user.id }),
    runQuery(getSecondFactor, { id: user.id }),
    currentReader(),
  ])
  return (
    <Card title="Second factor" id="second-factor">
      <ResetSecondFactorForm
        user={{ id: user.id }}
        factor={factor && toFactorTexts(factor, reader)}
        hasPasskeys={facts.passkeys > 0}
        isSelf={isSelf}
        action={resetSecondFactorAction}
      />
      {isSelf && (
        <CardBody>
          <ButtonLink href={`${paths.profile}#authenticator`}>Change your second factor</ButtonLink>
        </CardBody>
      )}
    </Card>
  )
}
