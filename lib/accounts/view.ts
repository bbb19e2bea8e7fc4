import { type accountColumns, editableAccountColumns } from '@/lib/accounts/columns'
import { fileCells, fileHeader, type Row } from '@/lib/columns'
import type { Page } from '@/lib/listing/view'
import type { ExternalIdOwner } from '@/lib/taken'

export type AccountView = Row<typeof accountColumns>

export type AccountPage = Page<AccountView> & {
  /** The search whose accounts these are: the last one if the search has a mistake. */
  q: string
  /** The parameters of the API for this page. */
  request: { where: string; orderBy: string; nextPage: string }
  /** What is wrong with the condition in the search box, and where. */
  mistake: string | undefined
}

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
