import { CopyButton } from '@/components/ui/copy-button'
import { curl } from '@/components/ui/curl'
import type { AccountPage } from '@/lib/accounts/view'

type Props = Pick<AccountPage, 'request'> & { origin: string; path: string; pageSize: number }

/** The request to the API for the accounts that the list shows, in their order. */
export function CopyAsCurl({ origin, path, request, pageSize }: Props) {
  const parameters = Object.entries({ ...request, pageSize }).filter(([, value]) => value !== '')
  const query = parameters.map(([name, value]) => `${name}=${value}`)
  const command = curl({ origin, path: `${path}/accounts`, query })
  return (
    <details className="print:hidden">
      <summary className="w-fit cursor-pointer py-1 text-accent-text underline max-md:py-3">
        Copy as cURL
      </summary>
      <div className="mt-2 grid justify-items-start gap-2">
        <p className="text-help text-text-2">
          {
            'Requests the accounts of this page from the API. Set USER_SECRET and ORGANIZATION_SECRET to your secrets before you run it.'
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
