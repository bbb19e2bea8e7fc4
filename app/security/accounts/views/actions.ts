'use server'

import { viewHref } from '@/components/accounts/list-href'
import { deleteView, saveView, updateView } from '@/lib/list-settings/commands'
import { paths } from '@/lib/paths'
import { formAction } from '@/lib/transport/form-action'

export const saveViewAction = formAction({
  operation: saveView,
  onSuccess: (view) => ({
    location: viewHref(view),
    message: `“${view.name}” was saved.`,
    label: 'Open the view',
  }),
})

export const updateViewAction = formAction({
  operation: updateView,
  onSuccess: (view) => ({
    location: viewHref(view),
    message: `“${view.name}” was updated.`,
    label: 'Open the view',
  }),
})

export const deleteViewAction = formAction({
  operation: deleteView,
  onSuccess: ({ name }) => ({
    location: paths.views,
    message: `“${name}” was deleted.`,
    label: 'Open the views',
  }),
})
