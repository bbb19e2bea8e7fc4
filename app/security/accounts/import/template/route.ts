import type { NextRequest } from 'next/server'
import { importColumns } from '@/lib/imports/schema'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'

const examples = {
  'accounts.import': ['Bike dealer network', 'Resellers in the north', 'CUST-0001'],
  'users.import': [
    'Chuck',
    'Norris',
    'chuck.norris@example.com',
    'no',
    '',
    '+1 555 0100',
    '1 Main Street',
    '',
    'Ryan',
    'Oklahoma',
    '73565',
    'US',
  ],
}

export function GET({ nextUrl }: NextRequest) {
  const accountId = nextUrl.searchParams.get('users')
  const kind = accountId ? 'users.import' : 'accounts.import'
  const page = accountId ? paths.importUsers(Number(accountId)) : paths.importAccounts
  return download(page, async () => ({
    fileName: 'template.csv',
    columns: importColumns[kind],
    toCells: (row: string[]) => row,
    batches: [[examples[kind]]],
  }))
}
