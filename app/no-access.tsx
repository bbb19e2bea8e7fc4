import { CenteredCard } from '@/components/shell/centered-card'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** What someone sees who is signed in but may not be here. */
export function NoAccess() {
  return (
    <CenteredCard
      title="No access"
      intro="Only an Org Admin of the organization can open this console."
    >
      <p className="text-text-2">
        You are signed in, but without that role. Ask an administrator of your organization for it,
        or sign in as someone else.
      </p>
      <div className="flex flex-wrap gap-2">
        <SignOutForm>
          <Button type="submit" variant="primary">
            Sign out
          </Button>
        </SignOutForm>
        <ButtonLink href={paths.profile}>Your profile</ButtonLink>
      </div>
    </CenteredCard>
  )
}
