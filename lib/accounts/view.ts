import { type accountColumns, editableAccountColumns } from '@/lib/accounts/columns'
import { fileCells, fileHeader, type Row } from '@/lib/columns'
import type { ExternalIdOwner } from '@/lib/taken'

export type AccountView = Row<typeof accountColumns>

export type DeletedAccount = {
  id: number
  name: string
  externalId: string
  /** The active account that has been given the external ID since. */
  externalIdOwner: ExternalIdOwner | undefined
}

export const accountFileHeader = fileHeader(editableAccountColumns)

function accountFileCells(account: Row<typeof editableAccountColumns>): string[] {
  return fileCells(editableAccountColumns, account)
}

// An import ignores the columns that it can't set.
export const accountExportHeader = [
  'id',
  ...accountFileHeader,
  'users',
  'active_users',
  'created',
  'updated',
]

export function accountExportCells(account: AccountView): string[] {
  const { id, userCount, activeUserCount, createdAt, updatedAt } = account
  return [
    String(id),
    ...accountFileCells(account),
    String(userCount),
    String(activeUserCount),
    createdAt.toISOString(),
    updatedAt.toISOString(),
  ]
}
