import { ProviderStatus } from '@/components/providers/provider-status'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { paths } from '@/lib/paths'
import type { ListedProvider } from '@/lib/providers/view'

export function ProvidersCard({ providers }: { providers: ListedProvider[] }) {
  return (
    <Card
      title="Identity providers"
      id="identity-providers"
      aside={providers.length}
      actions={<ButtonLink href={paths.addProvider}>Add provider</ButtonLink>}
    >
      {providers.length === 0 ? (
        <CardBody>
          <p className="text-text-2">
            Let people sign in with your own identity provider (OpenID Connect) instead of a
            password.
          </p>
        </CardBody>
      ) : (
        <ul className="divide-y divide-border">
          {providers.map((provider) => (
            <li
              key={provider.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 md:px-6"
            >
              <Link href={paths.provider(provider.id)} className="font-medium">
                {provider.name}
              </Link>
              <ProviderStatus provider={provider} />
              <span className="break-all text-text-2">
                {provider.verifiedDomains.join(', ') || 'No verified domain'}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
