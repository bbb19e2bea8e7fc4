import { AddDomainForm, DomainForm } from '@/components/providers/domain-form'
import { Card, CardBody } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusPill } from '@/components/ui/status'
import type { FormAction } from '@/components/ui/use-server-action'
import { type DomainView, verificationRecord } from '@/lib/providers/view'

type Actions = {
  addAction: FormAction<unknown>
  verifyAction: FormAction<unknown>
  removeAction: FormAction<unknown>
}

type Props = Actions & { id: number; domains: DomainView[] }

export function DomainsCard({ id, domains, addAction, ...actions }: Props) {
  return (
    <Card title="Email domains" id="domains" aside={domains.length}>
      {domains.length > 0 && (
        <ul className="divide-y divide-border">
          {domains.map((domain) => (
            <Domain key={domain.domain} id={id} domain={domain} actions={actions} />
          ))}
        </ul>
      )}
      <CardBody>
        <AddDomainForm id={id} action={addAction} />
      </CardBody>
    </Card>
  )
}

type DomainProps = { id: number; domain: DomainView; actions: Omit<Actions, 'addAction'> }

function Domain({ id, domain: { domain, token, verifiedAt }, actions }: DomainProps) {
  return (
    <li className="grid gap-3 px-4 py-4 md:px-6">
      <div className="flex flex-wrap items-center gap-3">
        <span className="break-all font-medium">{domain}</span>
        <StatusPill tone={verifiedAt ? 'ok' : 'warn'}>
          {verifiedAt ? 'Verified' : 'Not verified'}
        </StatusPill>
        <div className="ms-auto flex flex-wrap gap-2">
          {!verifiedAt && (
            <DomainForm
              id={id}
              domain={domain}
              action={actions.verifyAction}
              label="Verify"
              busyLabel="Looking…"
            />
          )}
          <DomainForm
            id={id}
            domain={domain}
            action={actions.removeAction}
            label="Remove"
            busyLabel="Removing…"
          />
        </div>
      </div>
      {!verifiedAt && <DnsRecord domain={domain} value={verificationRecord(token)} />}
    </li>
  )
}

function DnsRecord({ domain, value }: { domain: string; value: string }) {
  return (
    <div className="grid gap-1 text-text-2">
      <p>
        <span>{`Add this TXT record to the DNS of ${domain}, then press Verify:`}</span>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="break-all" dir="ltr">
          {value}
        </code>
        <CopyButton text={value} label={`Copy the record for ${domain}`} shape="inline" />
      </div>
    </div>
  )
}
