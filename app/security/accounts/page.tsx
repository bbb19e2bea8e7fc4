import { Plus, Upload } from 'lucide-react'
import { restoreAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { written } from '@/components/accounts/account-pager'
import { AccountsCard } from '@/components/accounts/accounts-card'
import { DeletedBanner } from '@/components/accounts/deleted-banner'
import { LIST, listHref } from '@/components/accounts/list-href'
import { Page, PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { ButtonLink } from '@/components/ui/button'
import { findAccounts, lookUpAccount } from '@/lib/accounts/queries'
import { findAccountsSchema } from '@/lib/accounts/schema'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/text'
import { read, requireAdministrator } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'

export const generateMetadata = consoleTitle(async () => {
  await requireAdministrator()
  return 'Accounts'
})

export default consolePage(async ({ searchParams }: PageProps<'/security/accounts'>) => {
  const params = await searchParams
  const asked = findAccountsSchema.parse(params)
  const [page, locale, { organizationName }, deleted] = await Promise.all([
    read(findAccounts, asked),
    currentLocale(),
    requireAdministrator(),
    justDeleted(params.deleted),
  ])
  const accounts = page.total.count === 1 ? 'account' : 'accounts'
  const found = asked.q ? 'found in' : 'in'
  const count = `${written(page.total, locale)} ${accounts} ${found} ${organizationName}`
  return (
    <Page crumbs={[{ label: 'Accounts' }]}>
      {deleted && (
        <DeletedBanner
          account={{ id: deleted.id, name: deleted.name }}
          action={restoreAccountAction}
          dismissHref={listHref(asked, {})}
        />
      )}
      <PageHeading title="Accounts" actions={<Actions />}>
        <span dir="auto">{count}</span>
        <Announcement text={count} />
      </PageHeading>
      <AccountsCard
        page={page}
        asked={{ ...asked, deleted: deleted ? String(deleted.id) : '' }}
        locale={locale}
      />
    </Page>
  )
})

function Actions() {
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

async function justDeleted(param: unknown) {
  const deleted = id.safeParse(param)
  if (!deleted.success) return null
  const account = await read(lookUpAccount, { id: deleted.data }).catch(nothing)
  return account?.active ? null : account
}

function nothing(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
