import { Plus } from 'lucide-react'
import { Announcement } from '@/components/ui/announcement'
import { ButtonLink } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { Card } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { ADD_USER_ID, SEARCH_ID } from '@/components/ui/element-ids'
import { formatCount, formatNumber } from '@/components/ui/format'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-server-action'
import type { AddedUser } from '@/components/users/add-user-form'
import { LazyAddUserForm } from '@/components/users/lazy-add-user-form'
import { UserPager } from '@/components/users/user-pager'
import { formatUserRows } from '@/components/users/user-rows'
import { UserTable } from '@/components/users/user-table'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import type { UserPage } from '@/lib/users/view'

type Props = {
  account: { id: number; defaultAccount: boolean; userCount: number }
  page: UserPage
  q: string
  adding: boolean
  policy: PasswordPolicy
  isMailOn: boolean
  action: FormAction<AddedUser>
  reader: Reader
}

export function UsersCard({ account, page, q, adding, policy, isMailOn, action, reader }: Props) {
  const { locale } = reader
  const { id, userCount } = account
  const path = paths.account(id)
  const closeHref = `${path}#users`
  return (
    <Card
      title="Users"
      id="users"
      aside={formatNumber(userCount, locale)}
      actions={!adding && <Actions accountId={id} hasUsers={userCount > 0} />}
    >
      {adding && (
        <LazyAddUserForm
          account={account}
          policy={policy}
          isMailOn={isMailOn}
          action={action}
          closeHref={closeHref}
        />
      )}
      {userCount > 0 && (
        <div className="border-border border-b px-4 py-3 md:px-6">
          <SearchBox
            path={path}
            name="q"
            value={q}
            otherParams={{}}
            label="Search by name or email"
            fragment="#users"
          />
        </div>
      )}
      <Announcement text={q && matchCount(page, locale)} />
      {page.rows.length > 0 ? (
        <>
          <UserTable rows={formatUserRows(page.rows, reader)} />
          <UserPager page={page} q={q} path={path} total={userCount} locale={locale} />
        </>
      ) : (
        <NoUsers q={q} clearHref={closeHref} />
      )}
    </Card>
  )
}

function Actions({ accountId, hasUsers }: { accountId: number; hasUsers: boolean }) {
  return (
    <>
      {hasUsers && (
        <DownloadLink href={paths.exportUsers(accountId)} className={buttonVariants({})}>
          Export
        </DownloadLink>
      )}
      <ButtonLink href={paths.importUsers(accountId)}>Import CSV</ButtonLink>
      <ButtonLink id={ADD_USER_ID} href={paths.addUser(accountId)} keepScroll variant="primary">
        <Plus size={16} aria-hidden="true" />
        Add User
      </ButtonLink>
    </>
  )
}

function matchCount({ rows, next }: UserPage, locale: string): string {
  return `${formatCount(rows.length, 'user', locale)} found${next ? ' on this page' : ''}`
}

function NoUsers({ q, clearHref }: { q: string; clearHref: string }) {
  if (!q) {
    return <p className="px-4 py-10 text-center text-text-2">This account has no users yet.</p>
  }
  return (
    <div className="grid justify-items-center gap-3 px-4 py-10 text-center">
      <p className="text-text-2">
        No user matches “<bdi>{q}</bdi>”.
      </p>
      <ButtonLink href={clearHref} keepScroll focusNext={SEARCH_ID}>
        Clear search
      </ButtonLink>
    </div>
  )
}
