import { CenteredCard } from '@/components/shell/centered-card'
import { ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { paths } from '@/lib/paths'

/** Shown instead of a sign-in that nobody can use yet. */
export function NotSetUp({ wrongLink = false }: { wrongLink?: boolean }) {
  return (
    <CenteredCard
      title="Not set up yet"
      intro="This console has no organization, so nobody can sign in."
    >
      {wrongLink && (
        <Notice tone="warn">
          <p>This setup link is incomplete or out of date.</p>
        </Notice>
      )}
      <p>
        <span>
          Open the setup link to create the organization and its first administrator. The server
          prints it when it starts, in its terminal or log, after the words
        </span>{' '}
        <code>Set up this installation:</code>
      </p>
      <p className="text-text-2">
        You can also run <code>npm run org:create</code> on the host.
      </p>
      <div>
        <ButtonLink href={paths.signIn}>Check again</ButtonLink>
      </div>
    </CenteredCard>
  )
}
