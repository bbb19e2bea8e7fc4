import { OrganizationForm } from '@/components/settings/organization-form'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DateText } from '@/components/ui/time'
import type { FormAction } from '@/components/ui/use-server-action'
import type { OrganizationView } from '@/lib/organization/view'
import type { Reader } from '@/lib/reader'

type Props = {
  organization: Pick<OrganizationView, 'id' | 'name' | 'nameVersion' | 'createdAt'>
  action: FormAction<unknown>
  reader: Reader
}

export function OrganizationCard({ organization, action, reader }: Props) {
  const { id, name, nameVersion, createdAt } = organization
  return (
    <Card title="Organization" id="organization">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 pt-4 text-text-2 md:px-6 md:pt-6">
        <span className="flex items-center gap-1 tabular-nums">
          <span>{`ID ${id}`}</span>
          <CopyButton text={String(id)} label="Copy ID" shape="inline" />
        </span>
        <span>
          <span>Created</span> <DateText date={createdAt} reader={reader} />
        </span>
      </div>
      <OrganizationForm name={name} version={nameVersion} action={action} />
    </Card>
  )
}
