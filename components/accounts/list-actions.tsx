'use client'

import { Plus, Upload } from 'lucide-react'
import { type ListParams, withList } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

export function ListActions({ params }: { params: ListParams }) {
  return (
    <>
      <ButtonLink href={withList(paths.importAccounts, params)} className="max-md:w-full">
        <Upload size={16} aria-hidden="true" />
        Import CSV
      </ButtonLink>
      <ButtonLink
        href={withList(paths.newAccount, params)}
        variant="primary"
        className="max-md:w-full"
      >
        <Plus size={16} aria-hidden="true" />
        Add Account
      </ButtonLink>
    </>
  )
}
