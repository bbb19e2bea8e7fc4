import { Plus } from 'lucide-react'
import { Announcement } from '@/components/ui/announcement'
import { ButtonLink, buttonVariants } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { formatNumber } from '@/components/ui/format'
import { Pager } from '@/components/ui/pager'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-server-action'
import { AddUserForm } from '@/components/users/add-user-form'
import { userRows } from '@/components/users/user-rows'
import { UserTable } from '@/components/users/user-table'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { paths } from '@/lib/paths'
import type { UserPage } from '@/lib/users/view'

type Props = {
  account: { id: number; defaultAccount: boolean; userCount: number }
  page: UserPage
  search: string
  /** Whether the form for a new user is open. */
  adding: boolean
  policy: PasswordPolicy
  action: FormAction<{ password: string; secret: string }>
  locale: string
}

/** The Users section of an account. */
export function UsersCard({ account, page, search, adding, policy, action, locale }: Props) {
  const path = paths.account(account.id)
  const actions = (
    <>
      {account.userCount > 0 && (
        <a href={paths.exportUsers(account.id)} download className={buttonVariants({})}>
          Export
        </a>
      )}
      <ButtonLink href={paths.importUsers(account.id)}>Import CSV</ButtonLink>
      <ButtonLink href={`${path}?add#users`} stays variant="primary">
        <Plus size={16} aria-hidden="true" />
        Add User
      </ButtonLink>
    </>
  )
  const total = formatNumber(account.userCount, locale)
  return (
    <Card title="Users" id="users" aside={total} actions={adding ? undefined : actions}>
      {adding && (
        <AddUserForm
          account={account}
          policy={policy}
          action={action}
          closeHref={`${path}#users`}
        />
      )}
      {account.userCount > 0 && (
        <div className="border-border border-b px-4 py-3 md:px-6">
          <SearchBox
            path={path}
            name="q"
            value={search}
            keep={{}}
            label="Search by name or email"
            fragment="#users"
          />
        </div>
      )}
      <Announcement text={search && found(page)} />
      {page.rows.length > 0 ? (
        <>
          <UserTable rows={userRows(page.rows, locale)} />
          <UserPager page={page} search={search} path={path} total={total} locale={locale} />
        </>
      ) : (
        <NoUsers search={search} clearHref={`${path}#users`} />
      )}
    </Card>
  )
}

function found({ rows, next }: UserPage): string {
  const users = rows.length === 1 ? '1 user' : `${rows.length} users`
  return `${users} found${next ? ' on this page' : ''}`
}

function NoUsers({ search, clearHref }: { search: string; clearHref: string }) {
  if (!search) {
    return <p className="px-4 py-10 text-center text-text-2">This account has no users yet.</p>
  }
  return (
    <div className="grid justify-items-center gap-3 px-4 py-10 text-center">
      <p className="text-text-2">
        No user matches “<bdi>{search}</bdi>”.
      </p>
      <ButtonLink href={clearHref} stays>
        Clear the search
      </ButtonLink>
    </div>
  )
}

type PagerProps = { page: UserPage; search: string; path: string; total: string; locale: string }

function UserPager({ page, search, path, total, locale }: PagerProps) {
  const { rows, firstRowNumber: first, previous, next } = page
  if (!previous && !next) return null
  const to = (cursor: string) => {
    if (!cursor) return undefined
    return `${path}?${new URLSearchParams({ ...(search ? { q: search } : {}), cursor })}#users`
  }
  const [from, last] = [first, first + rows.length - 1].map((place) => formatNumber(place, locale))
  return (
    <Pager label="Pages of users" previous={to(previous)} next={to(next)}>
      <span>{`${from}–${last}${search ? '' : ` of ${total}`}`}</span>
    </Pager>
  )
}
