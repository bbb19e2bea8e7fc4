'use client'

import { Plus, Upload } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

export function ListActions() {
  return (
    <>
      <ButtonLink href={paths.importAccounts} className="max-md:w-full">
        <Upload size={16} aria-hidden="true" />
        Import CSV
      </ButtonLink>
      <ButtonLink href={paths.newAccount} variant="primary" className="max-md:w-full">
        <Plus size={16} aria-hidden="true" />
        Add Account
      </ButtonLink>
    </>
  )
}
