import { Notice } from '@/components/ui/notice'

const again = 'Start again.'
const askAdministrator = 'Ask an administrator of your organization.'

const sentences: { [code: string]: string } = {
  denied: `Your identity provider didn't sign you in, because you or its rules said no. ${again}`,
  unreachable:
    "Your identity provider isn't responding. Try again in a few minutes, or tell an administrator of your organization.",
  malformed: `Your identity provider gave an answer that can't be trusted. ${askAdministrator}`,
  clock: `The clocks of your identity provider and of this server differ too much. ${askAdministrator}`,
  expired: `This sign-in took too long, or was started in another tab or browser. ${again}`,
  client: `Your identity provider rejected this console. An administrator has to check the client ID, its secret and the redirect URI.`,
  'old-authentication': `Your identity provider didn't ask you to sign in again, so it isn't certain that it's you. ${again}`,
  'no-email': `Your identity provider gave no email address. ${askAdministrator}`,
  'unverified-email': `Your identity provider hasn't verified your email address. Verify it there, then start again.`,
  'other-domain': `Your email address at the identity provider belongs to a domain that your organization hasn't verified here. ${askAdministrator}`,
  'no-user': `You don't have a user in this console. ${askAdministrator}`,
  inactive: `Your user or account is deactivated. ${askAdministrator}`,
  'other-person': `Your email address belongs to a user who is linked with another person at the identity provider. ${askAdministrator}`,
}

const unavailable = `This sign-in isn't available at the moment. Try again, or ask an administrator of your organization.`

/** What happened and what to do, for the code in the URL. */
export function providerErrorSentence(code: string): string {
  return sentences[code] ?? unavailable
}

export function ProviderErrorNotice({ code }: { code: string }) {
  return (
    <Notice tone="danger">
      <p role="alert" className="text-danger-text">
        {providerErrorSentence(code)}
      </p>
    </Notice>
  )
}
