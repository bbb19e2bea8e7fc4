import { CopyButton } from '@/components/ui/copy-button'
import { Badge, Status } from '@/components/ui/status'
import { Day } from '@/components/ui/time'
import type { AccountView } from '@/lib/accounts/view'

/** What is known of an account at a glance. */
export function AccountFacts({ account, locale }: { account: AccountView; locale: string }) {
  const { id, active, defaultAccount, createdAt, userCount } = account
  return (
    <>
      <Status active={active} />
      {defaultAccount && <Badge>Default</Badge>}
      <span className="tabular-nums">{`ID ${id}`}</span>
      <CopyButton text={String(id)} label="Copy ID" />
      <span>
        Created <Day date={createdAt} locale={locale} />
      </span>
      <span aria-hidden="true">·</span>
      <span>{userCount === 1 ? '1 user' : `${userCount.toLocaleString(locale)} users`}</span>
    </>
  )
}
