import { CodeBlock } from '@/components/api-docs/code-block'
import { Paragraph } from '@/components/api-docs/inline-code'
import { curl } from '@/components/ui/curl'

type Step = { text: string; label: string; code: string }

function lifecycleSteps(path: string): Step[] {
  const activate = { method: 'PATCH', body: { active: true } }
  return [
    {
      text: "Deleting an account deactivates the account and all its users. The users are signed out and their User Secrets end, but no other data is lost. You can't delete the default account (409).",
      label: 'Deactivate an account',
      code: curl({ method: 'DELETE', path }),
    },
    {
      text: "Lists no longer contain the account, but you can still read it by ID: `active` is `false`. You can't change its name, description or external ID until you reactivate it (409).",
      label: 'Read a deactivated account',
      code: curl({ path }),
    },
    {
      text: 'Set `active` to `true` to reactivate the account. Its users stay inactive.',
      label: 'Reactivate the account',
      code: curl({ path, ...activate }),
    },
    {
      text: 'Then reactivate the users who need access. Their User Secrets do not come back: reset them with `PUT /users/{idOrEmail}/secret`. A new password ends the secret of its user, too.',
      label: 'Reactivate a user',
      code: curl({ path: `${path}/users/ada.marsh@example.com`, ...activate }),
    },
  ]
}

export function LifecycleGuide({ basePath }: { basePath: string }) {
  return (
    <ol className="grid list-decimal gap-4 ps-5 marker:text-text-2">
      {lifecycleSteps(`${basePath}/accounts/42`).map(({ text, label, code }) => (
        <li key={label} className="space-y-2">
          <Paragraph>{text}</Paragraph>
          <CodeBlock label={label} code={code} />
        </li>
      ))}
    </ol>
  )
}
