import { DeletionDialog, type DeletionProps } from '@/components/accounts/deletion-dialog'
import { Button } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { whyNotDeletable } from '@/lib/accounts/policy'

type Props = DeletionProps & { reasonId: string }

export function DeleteAccountLink({ account, action, reasonId }: Props) {
  const reason = whyNotDeletable(account)
  if (reason === undefined) {
    const className = buttonVariants({ variant: 'danger-outline' }, 'max-md:w-full')
    return (
      <DeletionDialog account={account} action={action} change="delete" className={className}>
        Delete Account
      </DeletionDialog>
    )
  }
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
        {reason}
      </p>
    </div>
  )
}
