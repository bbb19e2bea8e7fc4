'use client'

import { type ComponentProps, lazy } from 'react'
import type { AddUserForm } from '@/components/users/add-user-form'

const Form = lazy(async () => {
  const module = await import('@/components/users/add-user-form')
  return { default: module.AddUserForm }
})

/**
 * Loaded when it opens: an account page without it needs no password policy and no user schema. A
 * function, because React cannot resolve a lazy component that a server component renders.
 */
export function LazyAddUserForm(props: ComponentProps<typeof AddUserForm>) {
  return <Form {...props} />
}
