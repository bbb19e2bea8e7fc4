import { DeleteAccountForm } from '@/components/accounts/delete-account-form'
import { Button, buttonVariants } from '@/components/ui/button'
import { DialogLink } from '@/components/ui/dialog-link'
import type { FormAction } from '@/components/ui/use-server-action'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { AccountView } from '@/lib/accounts/view'
import { paths } from '@/lib/paths'

type Props = {
  account: Pick<AccountView, 'id' | 'name' | 'activeUserCount' | 'defaultAccount'>
  action: FormAction<unknown>
  /** The id of the sentence that says why it is blocked. */
  reasonId: string
}

/** Opens the confirmation of a deletion; for the default account it is blocked and says why. */
export function DeleteAccountLink({ account, action, reasonId }: Props) {
  const fault = whyNotDeletable(account)
  if (fault) {
    return (
      <div className="grid gap-1 md:justify-items-end md:text-end">
        <Button
          variant="danger-outline"
          disabled
          aria-describedby={reasonId}
          className="max-md:w-full"
        >
          Delete Account
        </Button>
        <p id={reasonId} className="max-w-72 text-help text-text-2">
          {fault}
        </p>
      </div>
    )
  }
  return (
    <DialogLink
      href={paths.deleteAccount(account.id)}
      title={deletionQuestion(account)}
      dialog={
        <DeleteAccountForm
          account={account}
          action={action}
          cancelHref={paths.account(account.id)}
        />
      }
      className={buttonVariants({ variant: 'danger-outline' }, 'max-md:w-full')}
    >
      Delete Account
    </DialogLink>
  )
}

/** The Active switch: off means deactivated, which is the same as deleted and asks the same. */
export function ActiveSwitch({ account, action, reasonId }: Props) {
  const look =
    'grid w-11 shrink-0 place-items-center rounded-full max-md:h-11 disabled:opacity-60 disabled:cursor-not-allowed'
  const track = (
    <span
      className="block w-11 rounded-2xl border-2 border-ok bg-ok forced-colors:border-[ButtonText]"
      aria-hidden="true"
    >
      <span className="ms-auto block size-5 rounded-[inherit] bg-surface forced-color-adjust-none forced-colors:bg-[ButtonText]" />
    </span>
  )
  return (
    <div className="flex min-h-9 items-center gap-3 max-md:-my-1">
      <span className="text-label" id="active-label">
        Active
      </span>
      {account.defaultAccount ? (
        <button
          type="button"
          role="switch"
          aria-checked="true"
          aria-labelledby="active-label"
          aria-describedby={reasonId}
          disabled
          className={look}
        >
          {track}
        </button>
      ) : (
        <DialogLink
          href={paths.deleteAccount(account.id)}
          title={deletionQuestion(account)}
          dialog={
            <DeleteAccountForm
              account={account}
              action={action}
              cancelHref={paths.account(account.id)}
            />
          }
          role="switch"
          aria-checked="true"
          aria-labelledby="active-label"
          className={look}
        >
          {track}
        </DialogLink>
      )}
    </div>
  )
}

/** What the confirmation asks. */
export function deletionQuestion({ name }: { name: string }): string {
  return `Delete “${name}”?`
}
