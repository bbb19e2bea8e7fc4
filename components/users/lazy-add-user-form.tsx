'use client'

import { type ComponentProps, lazy } from 'react'
import type { AddUserForm } from '@/components/users/add-user-form'

const LoadedForm = lazy(async () => {
  const { AddUserForm } = await import('@/components/users/add-user-form')
  return { default: AddUserForm }
})

/** Loaded when it opens: an account page without it needs no password policy and no user schema. */
export function LazyAddUserForm(props: ComponentProps<typeof AddUserForm>) {
  return <LoadedForm {...props} />
}
