import type { ComponentProps } from 'react'
import { RemovePasskeyForm } from '@/components/passkeys/remove-passkey-form'
import { RenamePasskeyForm } from '@/components/passkeys/rename-passkey-form'
import { ButtonLink } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { DataTable } from '@/components/ui/data-table'
import { DialogLink } from '@/components/ui/dialog-link'
import { Badge } from '@/components/ui/status'
import { TableHead } from '@/components/ui/table-head'
import { DateText, TimeAgo } from '@/components/ui/time'
import type { PasskeyView } from '@/lib/passkeys/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Action = ComponentProps<typeof RenamePasskeyForm>['action']

type Props = {
  passkeys: PasskeyView[]
  hasPassword: boolean
  /** The passkey whose name is in a field. */
  renaming: number | undefined
  renameAction: Action
  removeAction: Action
  reader: Reader
}

export function PasskeyTable(props: Props) {
  const { passkeys, renaming, renameAction, reader } = props
  return (
    <DataTable caption="Passkeys">
      <TableHead columns={['Name', 'Added', 'Last used']} actions />
      <tbody>
        {passkeys.map((passkey) => (
          <tr key={passkey.id}>
            <td className="main max-w-md">
              {passkey.id === renaming ? (
                <RenamePasskeyForm
                  action={renameAction}
                  passkey={passkey}
                  href={paths.ownPasskeys}
                />
              ) : (
                <>
                  <bdi>{passkey.name}</bdi> {passkey.isSynced && <Badge>Synced</Badge>}
                </>
              )}
            </td>
            <td className="text-text-2" data-label="Added">
              <DateText date={passkey.createdAt} reader={reader} />
            </td>
            <td className="text-text-2" data-label="Last used">
              {passkey.lastUsedAt ? (
                <TimeAgo date={passkey.lastUsedAt} reader={reader} />
              ) : (
                <span>Never</span>
              )}
            </td>
            <td className="actions">
              {passkey.id !== renaming && <RowActions {...props} passkey={passkey} />}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function RowActions({
  passkey,
  passkeys,
  hasPassword,
  removeAction,
}: Props & { passkey: PasskeyView }) {
  const { id, name } = passkey
  return (
    <div className="flex justify-end gap-2">
      <ButtonLink href={paths.renamePasskey(id)} keepScroll aria-label={`Rename ${name}`}>
        Rename
      </ButtonLink>
      <DialogLink
        href={paths.removePasskey(id)}
        title={`Remove “${name}”?`}
        aria-label={`Remove ${name}`}
        className={buttonVariants({})}
        dialog={
          <RemovePasskeyForm
            action={removeAction}
            passkey={passkey}
            isLastWayIn={!hasPassword && passkeys.length === 1}
            href={paths.ownPasskeys}
          />
        }
      >
        Remove
      </DialogLink>
    </div>
  )
}
