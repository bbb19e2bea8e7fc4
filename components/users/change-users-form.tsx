'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { formatCount } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { PersonNames } from '@/components/users/person-names'
import { userChangeTexts } from '@/components/users/user-change-texts'
import { isDestructive, type UserChange } from '@/lib/user-jobs/policy'
import { startUserJobSchema } from '@/lib/user-jobs/schema'
import type { UserJobPreview } from '@/lib/user-jobs/view'

type Props = {
  change: UserChange
  /** The selection as a query string. */
  selection: string
  preview: UserJobPreview
  action: FormAction<unknown>
  cancelHref: string
}

export function ChangeUsersForm({ change, selection, preview, action, cancelHref }: Props) {
  const locale = useLocale()
  const { count } = preview
  const { submit, busy } = userChangeTexts[change]
  const destructive = isDestructive(change)
  const form = useActionForm({
    action,
    schema: startUserJobSchema,
    defaultValues: { confirmation: '' },
    hidden: { change, selection },
  })
  return (
    <FormFrame form={form} label={userChangeTexts[change].option} className="grid gap-4">
      {/* Of the page as it is now: a typed confirmation would keep a former number. */}
      <input type="hidden" name="counted" value={count} />
      <Consequences change={change} preview={preview} />
      {destructive && (
        <TextField
          form={form}
          name="confirmation"
          label={`Type ${count}, the number of users, to confirm`}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <Button
          type="submit"
          variant={destructive ? 'danger' : 'primary'}
          busy={form.pending}
          busyLabel={busy}
        >
          {submit(formatCount(count, 'user', locale))}
        </Button>
      </div>
    </FormFrame>
  )
}

function Consequences({ change, preview }: Pick<Props, 'change' | 'preview'>) {
  const locale = useLocale()
  const tone = isDestructive(change) ? 'bg-danger-soft' : 'bg-subtle'
  return (
    <ul className={`grid list-disc gap-1.5 rounded-panel py-3 ps-8 pe-4 ${tone}`}>
      <li className="font-medium">
        <PersonNames people={preview.people} count={preview.count} locale={locale} />
      </li>
      {userChangeTexts[change].consequences.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
