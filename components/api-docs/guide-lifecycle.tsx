import { CodeBox } from '@/components/api-docs/code-box'
import { curl } from '@/components/api-docs/curl'
import { InlineCode } from '@/components/api-docs/inline-code'

type Step = [says: string, label: string, code: string]

function stepsOf(path: string): Step[] {
  const active = { method: 'PATCH', body: { active: true } }
  return [
    [
      'Deleting an account deactivates it with all its users: they are signed out, and their secrets stop working. Nothing is lost. The default account cannot be deleted (409).',
      'Deactivate',
      curl({ method: 'DELETE', path }),
    ],
    [
      'It is gone from the lists, but it can still be read: it says `"active": false`. Until it is active again, its name, description and external ID cannot be changed (409).',
      'Look it up',
      curl({ path }),
    ],
    [
      'A change of `active` brings the account back, and only the account: its users stay inactive.',
      'Reactivate the account',
      curl({ path, ...active }),
    ],
    [
      'Then each user who is to work again, one by one.',
      'Reactivate a user',
      curl({ path: `${path}/users/ada.marsh@example.com`, ...active }),
    ],
  ]
}

export function LifecycleGuide({ base }: { base: string }) {
  return (
    <ol className="grid list-decimal gap-4 ps-5 marker:text-text-2">
      {stepsOf(`${base}/accounts/42`).map(([says, label, code]) => (
        <li key={label}>
          <p className="mb-2">
            <InlineCode>{says}</InlineCode>
          </p>
          <CodeBox label={label} code={code} />
        </li>
      ))}
    </ol>
  )
}
