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
import { getOwnSecondFactor, getSecondFactorSetup } from '@/lib/second-factor/queries'
import { requireSignedIn } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

/** The authenticator app of the signed-in user. `next` is where to go on to after the setup. */
export async function OwnAuthenticator({ next }: { next?: string }) {
  const actor = await requireSignedIn()
  const [{ factor, requirement, isRequired }, setup, reader] = await Promise.all([
    getOwnSecondFactor(actor),
    getSecondFactorSetup(actor),
    currentReader(),
  ])
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
