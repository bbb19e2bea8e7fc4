'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import { type ActionForm, useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { saveViewSchema, updateViewSchema } from '@/lib/list-settings/schema'
import type { SavedView } from '@/lib/list-settings/view'

type Props = {
  /** The query string of the list. */
  list: string
  action: FormAction<unknown>
  cancelHref: string
}

export function SaveViewForm({ list, action, cancelHref }: Props) {
  const form = useActionForm({
    action,
    schema: saveViewSchema,
    defaultValues: { name: '', shared: false },
    hidden: { list },
    warnOnLeave: true,
  })
  return (
    <FormFrame form={form} label="Save a view">
      <TextField
        form={form}
        name="name"
        label="Name"
        help="Up to 40 characters, e.g. “New this week”."
        autoComplete="off"
        autoFocus
      />
      <SharedField form={form} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={form.pending}>
          Save View
        </Button>
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
      </div>
    </FormFrame>
  )
}

function SharedField({ form }: { form: ActionForm<'shared'> }) {
  return (
    <CheckboxField
      form={form}
      name="shared"
      label="For everyone in the organization"
      help="Every Org Admin sees it over the list, and can change or delete it."
    />
  )
}

type EditProps = Props & {
  view: SavedView
  /** What the list shows, in words; undefined if the view shows the same. */
  replacement: string | undefined
}

export function EditViewForm({ view, list, replacement, action, cancelHref }: EditProps) {
  const { id, version, name, shared } = view
  const form = useActionForm({
    action,
    schema: updateViewSchema,
    defaultValues: { name, shared, replace: replacement !== undefined },
    hidden: { id, version, list },
    warnOnLeave: true,
  })
  return (
    <FormFrame form={form} label="View">
      <TextField form={form} name="name" label="Name" autoComplete="off" />
      <SharedField form={form} />
      {replacement !== undefined && (
        <CheckboxField
          form={form}
          name="replace"
          label="Show what the list shows now"
          help={`${replacement}. Replaces the search, filters and order of the view.`}
        />
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={form.pending}>
          Update View
        </Button>
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
      </div>
    </FormFrame>
  )
}
