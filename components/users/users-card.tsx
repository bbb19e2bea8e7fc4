import { Plus } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Pager } from '@/components/ui/pager'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-answer'
import { AddUserForm } from '@/components/users/add-user-form'
import { UserTable } from '@/components/users/user-table'
import type { UserPage } from '@/lib/users/view'

type Props = {
  account: { id: number; defaultAccount: boolean; userCount: number }
  page: UserPage
  search: string
  /** Whether the form for a new user is open. */
  adding: boolean
  action: FormAction<{ password: string; secret: string }>
  locale: string
}

/** The Users section of an account. */
export function UsersCard({ account, page, search, adding, action, locale }: Props) {
  const path = `/security/accounts/${account.id}`
  const add = (
    <ButtonLink href={`${path}?add#users`} prefetch={false} scroll={false} variant="primary">
      <Plus size={16} aria-hidden="true" />
      Add User
    </ButtonLink>
  )
  const total = account.userCount.toLocaleString(locale)
  return (
    <Card title="Users" id="users" aside={total} actions={adding ? undefined : add}>
      {adding && <AddUserForm account={account} action={action} closeHref={`${path}#users`} />}
      {account.userCount > 0 && (
        <div className="border-border border-b p-3">
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
      {page.rows.length > 0 ? (
        <>
          <UserTable users={page.rows} locale={locale} />
          <UserPager page={page} search={search} path={path} total={total} locale={locale} />
        </>
      ) : (
        <p className="px-4 py-10 text-center text-text-2" dir="auto">
          {search ? `No user matches “${search}”.` : 'This account has no users yet.'}
        </p>
      )}
    </Card>
  )
}

type PagerProps = { page: UserPage; search: string; path: string; total: string; locale: string }

function UserPager({ page, search, path, total, locale }: PagerProps) {
  const { rows, first, previous, next } = page
  const to = (cursor: string) => {
    if (!cursor) return undefined
    return `${path}?${new URLSearchParams({ ...(search ? { q: search } : {}), cursor })}#users`
  }
  const [from, last] = [first, first + rows.length - 1].map((place) => place.toLocaleString(locale))
  return (
    <Pager label="Pages of users" previous={to(previous)} next={to(next)}>
      <span>{`${from}–${last}${search ? '' : ` of ${total}`}`}</span>
    </Pager>
  )
}
