import { Button } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { DialogLink } from '@/components/ui/dialog-link'
import type { FormAction } from '@/components/ui/use-server-action'
import { DeleteUserForm } from '@/components/users/delete-user-form'
import { paths } from '@/lib/paths'
import { fullName, type UserView } from '@/lib/users/view'

type Props = {
  user: UserView
  action: FormAction<unknown>
  /** Whether a rule forbids it. The page shows the reason in the element `removal-reason`. */
  blocked: boolean
}

export function DeleteUserLink({ user, action, blocked }: Props) {
  if (blocked) {
    return (
      <Button
        variant="danger-outline"
        disabled
        aria-describedby="removal-reason"
        className="max-md:w-full"
      >
        Delete User
      </Button>
    )
  }
  return (
    <DialogLink
      href={paths.deleteUser(user)}
      title={userDeletionQuestion(user)}
      dialog={<DeleteUserForm userId={user.id} action={action} cancelHref={paths.user(user)} />}
      className={buttonVariants({ variant: 'danger-outline' }, 'max-md:w-full')}
    >
      Delete User
    </DialogLink>
  )
}

export function userDeletionQuestion(user: UserView): string {
  return `Delete “${fullName(user)}”?`
}
