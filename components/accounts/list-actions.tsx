'use client'

import { Plus, Upload } from 'lucide-react'
import { LIST } from '@/components/accounts/list-href'
import { ButtonLink } from '@/components/ui/button'

/** What can be done beside the list. */
export function ListActions() {
  return (
    <>
      <ButtonLink href={`${LIST}/import`} className="max-md:w-full">
        <Upload size={16} aria-hidden="true" />
        Import CSV
      </ButtonLink>
      <ButtonLink href={`${LIST}/new`} variant="primary" className="max-md:w-full">
        <Plus size={16} aria-hidden="true" />
        Add Account
      </ButtonLink>
    </>
  )
}
