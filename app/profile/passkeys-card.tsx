import {
  addPasskeyAction,
  removePasskeyAction,
  renamePasskeyAction,
  startPasskeyAction,
} from '@/app/profile/passkey-actions'
import { AddPasskeyForm } from '@/components/passkeys/add-passkey-form'
import { PasskeyTable } from '@/components/passkeys/passkey-table'
import { RemovePasskeyForm } from '@/components/passkeys/remove-passkey-form'
import { Card, CardBody } from '@/components/ui/card'
import { FlashNotice } from '@/components/ui/flash-notice'
import { isId } from '@/lib/ids'
import { whyNoPasskeys } from '@/lib/passkey-url'
import { MAX_PASSKEYS } from '@/lib/passkeys/policy'
import type { OwnPasskeys } from '@/lib/passkeys/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Query = { [name: string]: string | string[] | undefined }

type Props = { own: OwnPasskeys; query: Query; reader: Reader }

export function PasskeysCard({ own, query, reader }: Props) {
  const { passkeys, hasPassword } = own
  const removing = passkeys.find(({ id }) => id === idIn(query.remove))
  return (
    <Card title="Passkeys" id="passkeys" aside={passkeys.length}>
      <div className="px-4 not-empty:pt-4 md:px-6">
        <PasskeyFlash change={query.passkey} />
        {removing && (
          <RemovePasskeyForm
            action={removePasskeyAction}
            passkey={removing}
            isLastWayIn={!hasPassword && passkeys.length === 1}
            href={paths.ownPasskeys}
          />
        )}
      </div>
      {passkeys.length > 0 && (
        <PasskeyTable
          passkeys={passkeys}
          hasPassword={hasPassword}
          renaming={idIn(query.rename)}
          renameAction={renamePasskeyAction}
          removeAction={removePasskeyAction}
          reader={reader}
        />
      )}
      <CardBody>
        <div className="grid max-w-xl gap-4">
          <p className="text-text-2">
            Sign in with your fingerprint, your face or the PIN of your device, instead of your
            password and a code. Passkeys can't be guessed, and they don't work on a false site.
          </p>
          <NewPasskey {...own} />
        </div>
      </CardBody>
    </Card>
  )
}

function NewPasskey({ passkeys, url }: OwnPasskeys) {
  const reason = whyNoPasskeys(url)
  if (reason) return <p>{reason}</p>
  if (passkeys.length >= MAX_PASSKEYS) {
    return <p>{`You can have ${MAX_PASSKEYS} passkeys. Remove one to add another.`}</p>
  }
  return <AddPasskeyForm startAction={startPasskeyAction} addAction={addPasskeyAction} url={url} />
}

function PasskeyFlash({ change }: { change: Query[string] }) {
  if (change === 'renamed')
    return <FlashNotice param="passkey">The passkey was renamed.</FlashNotice>
  if (change === 'removed')
    return <FlashNotice param="passkey">The passkey was removed.</FlashNotice>
  return null
}

function idIn(value: Query[string]): number | undefined {
  return typeof value === 'string' && isId(value) ? Number(value) : undefined
}
