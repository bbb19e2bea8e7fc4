import { DeletionDialog, type DeletionProps } from '@/components/accounts/deletion-dialog'

const LABEL_ID = 'active-label'

type Props = DeletionProps & {
  /** The element that says why the default account can't be switched off. */
  reasonId: string
}

/** Switching an account off is the same as deleting it, so it asks for the same confirmation. */
export function ActiveSwitch({ account, action, reasonId }: Props) {
  const props = {
    role: 'switch',
    'aria-checked': true,
    'aria-labelledby': LABEL_ID,
    className:
      'grid w-11 shrink-0 place-items-center rounded-full max-md:h-11 disabled:opacity-60 disabled:cursor-not-allowed',
  } as const
  return (
    <div className="flex min-h-9 items-center gap-3 max-md:-my-1">
      <span className="text-label" id={LABEL_ID}>
        Active
      </span>
      {account.defaultAccount ? (
        <button type="button" disabled aria-describedby={reasonId} {...props}>
          <Track />
        </button>
      ) : (
        <DeletionDialog account={account} action={action} change="deactivate" {...props}>
          <Track />
        </DeletionDialog>
      )}
    </div>
  )
}

function Track() {
  return (
    <span
      className="block w-11 rounded-2xl border-2 border-ok bg-ok forced-colors:border-[ButtonText]"
      aria-hidden="true"
    >
      <span className="ms-auto block size-5 rounded-[inherit] bg-surface forced-color-adjust-none forced-colors:bg-[ButtonText]" />
    </span>
  )
}
