import { CopyButton } from '@/components/ui/copy-button'
import { formatCount } from '@/components/ui/format'
import { MetadataList } from '@/components/ui/metadata-list'
import { Badge, Status } from '@/components/ui/status'
import { DateText } from '@/components/ui/time'
import type { AccountView } from '@/lib/accounts/view'

export function AccountMetadata({ account, locale }: { account: AccountView; locale: string }) {
  const { id, active, defaultAccount, createdAt, userCount } = account
  return (
    <MetadataList
      badges={
        <>
          <Status active={active} />
          {defaultAccount && <Badge>Default</Badge>}
        </>
      }
    >
      <span className="flex items-center gap-1 tabular-nums">
        <span>{`ID ${id}`}</span>
        <CopyButton text={String(id)} label="Copy ID" shape="inline" />
      </span>
      <span>
        Created <DateText date={createdAt} locale={locale} />
      </span>
      <span>{formatCount(userCount, 'user', locale)}</span>
    </MetadataList>
  )
}
