import { CopyButton } from '@/components/ui/copy-button'

/** What the administrator enters at the provider. */
export function RedirectUri({ uri }: { uri: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="text-label font-medium">Redirect URI</p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="break-all" dir="ltr">
          {uri}
        </code>
        <CopyButton text={uri} label="Copy redirect URI" shape="inline" />
      </div>
      <p className="text-help text-text-2">
        Register a web application (confidential client, authorization code) with this URI at the
        provider. It then gives you the client ID and the client secret.
      </p>
    </div>
  )
}
