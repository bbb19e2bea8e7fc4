import { CopyButton } from '@/components/ui/copy-button'
import { curl } from '@/components/ui/curl'
import { isCondition } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/query-schema'

type Props = {
  origin: string
  path: string
  search: AccountSearch
  /** The search in CEQL. */
  where: string
}

/** The request to the API for the accounts of the list. */
export function CopyAsCurl({ origin, path, search: { q, size }, where }: Props) {
  const query = [...(where ? [`where=${where}`] : []), `pageSize=${size}`]
  // A condition may compare `active`, which makes the API include other accounts.
  if (isCondition(q)) query.push('includeInactive=false')
  const command = curl({ origin, path: `${path}/accounts`, query })
  return (
    <details className="print:hidden">
      <summary className="w-fit cursor-pointer py-1 text-accent-text underline max-md:py-3">
        Copy as cURL
      </summary>
      <div className="mt-2 grid justify-items-start gap-2">
        <p className="text-help text-text-2">
          {
            'Requests these accounts from the API, oldest first. Set USER_SECRET and ORGANIZATION_SECRET to your secrets before you run it.'
          }
        </p>
        <pre
          translate="no"
          dir="ltr"
          className="w-full whitespace-pre-wrap rounded-panel border border-border bg-subtle p-3 text-help"
        >
          {command}
        </pre>
        <CopyButton text={command} label="Copy the cURL command" />
      </div>
    </details>
  )
}
