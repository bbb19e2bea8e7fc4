import { Button, ButtonLink } from '@/components/ui/button'
import type { ActionForm } from '@/components/ui/use-action-form'
import type { PolicyPreset } from '@/lib/passwords/policy'
import { paths } from '@/lib/paths'

type Props = { form: ActionForm<never>; fill: (preset: PolicyPreset) => void }

const presets: { name: PolicyPreset; label: string }[] = [
  { name: 'nist', label: 'Use NIST SP 800-63B-4' },
  { name: 'default', label: 'Reset to default' },
]

/** Fills the form, which is then saved like any other change. */
export function PolicyPresets({ form, fill }: Props) {
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {presets.map(({ name, label }) =>
          form.hydrated ? (
            <Button key={name} onClick={() => fill(name)}>
              {label}
            </Button>
          ) : (
            <ButtonLink key={name} href={paths.passwordPolicyPreset(name)}>
              {label}
            </ButtonLink>
          ),
        )}
      </div>
      <p className="text-help text-text-2">
        NIST recommends 15 characters or more without rules about their kinds, and no expiry. Both
        only fill in the form: save it to apply them.
      </p>
    </div>
  )
}
