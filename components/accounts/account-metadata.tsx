import { CopyButton } from '@/components/ui/copy-button'
import { formatCount } from '@/components/ui/format'
import { MetadataList } from '@/components/ui/metadata-list'
import { Badge, Status } from '@/components/ui/status'
import { DateText } from '@/components/ui/time'
import type { AccountView } from '@/lib/accounts/view'
import type { Reader } from '@/lib/reader'

export function AccountMetadata({ account, reader }: { account: AccountView; reader: Reader }) {
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
        Created <DateText date={createdAt} reader={reader} />
      </span>
      <span>{formatCount(userCount, 'user', reader.locale)}</span>
    </MetadataList>
  )
}
