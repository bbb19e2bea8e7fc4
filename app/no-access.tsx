import { CenteredCard } from '@/components/shell/centered-card'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** For people who are signed in without a role that opens the console. */
export function NoAccess() {
  return (
    <CenteredCard title="No access" intro="Only Org Admins can open this console.">
      <p className="text-text-2">
        You're signed in without that role. Ask an Org Admin of your organization for it, or sign in
        as someone else.
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
