'use client'

import { lazy } from 'react'

/** Loaded when it opens: an account page without it needs no password policy and no user schema. */
export const LazyAddUserForm = lazy(async () => {
  const { AddUserForm } = await import('@/components/users/add-user-form')
  return { default: AddUserForm }
})
