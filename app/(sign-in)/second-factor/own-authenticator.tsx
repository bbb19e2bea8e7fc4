import {
  cancelSecondFactorAction,
  confirmSecondFactorAction,
  removeSecondFactorAction,
  replaceRecoveryCodesAction,
  startSecondFactorAction,
} from '@/app/(sign-in)/second-factor/actions'
import { Authenticator } from '@/components/second-factor/authenticator'
import { toFactorTexts } from '@/components/second-factor/factor-texts'
import { toQrCode } from '@/components/second-factor/qr-code'
import type { Reader } from '@/lib/reader'
import { getOwnSecondFactor, getSecondFactorSetup } from '@/lib/second-factor/queries'
import type { OwnSecondFactor, SetupView } from '@/lib/second-factor/view'
import { requireSignedIn } from '@/lib/transport/page'

/** What `OwnAuthenticator` shows, read by its page, which shows the errors of its queries. */
export async function readOwnAuthenticator(): Promise<OwnState> {
  // `runQuery` would lead people who have to set one up to the page that is being rendered.
  const actor = await requireSignedIn()
  const [own, setup] = await Promise.all([getOwnSecondFactor(actor), getSecondFactorSetup(actor)])
  return { ...own, setup }
}

type OwnState = OwnSecondFactor & { setup: SetupView | null }
type Props = OwnState & { reader: Reader; next?: string }

/** The authenticator app of the signed-in user. `next` is where to go on to after the setup. */
export function OwnAuthenticator(props: Props) {
  const { factor, requirement, isRequired, setup, reader, next } = props
  return (
    <Authenticator
      factor={factor && toFactorTexts(factor, reader)}
      setup={setup && { secret: setup.secret, qrCode: toQrCode(setup.uri) }}
      blocked={
        requirement === 'off' ? 'Your organization has turned off second factors.' : undefined
      }
      isRequired={isRequired}
      {...(next === undefined ? {} : { next })}
      actions={{
        start: startSecondFactorAction,
        cancel: cancelSecondFactorAction,
        confirm: confirmSecondFactorAction,
        remove: removeSecondFactorAction,
        replaceCodes: replaceRecoveryCodesAction,
      }}
    />
  )
}
