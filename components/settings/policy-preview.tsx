import type { ActionForm } from '@/components/ui/use-action-form'
import { examplePassword } from '@/lib/passwords/generate'
import { describePolicy, type PasswordPolicy, policyFieldNames } from '@/lib/passwords/policy'
import { passwordPolicyTextSchema } from '@/lib/passwords/schema'

/** What the policy in the form asks for, and a password that passes. */
export function PolicyPreview({ form }: { form: ActionForm<keyof PasswordPolicy> }) {
  const texts = Object.fromEntries(policyFieldNames.map((name) => [name, form.watch(name)]))
  const { data: policy } = passwordPolicyTextSchema.safeParse(texts)
  return (
    <p className="rounded-panel bg-subtle px-4 py-3 text-text-2">
      {policy ? (
        <>
          <span>{`${describePolicy(policy)} This passes: `}</span>
          <code className="break-all text-text" translate="no">
            {examplePassword(policy)}
          </code>
        </>
      ) : (
        'Correct the fields above to see what passes.'
      )}
    </p>
  )
}
