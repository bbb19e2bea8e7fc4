import { Arrival } from '@/components/ui/flash-notice'

type Props = { query: { [name: string]: unknown }; name: string }

/** What has just been done to the account or in it, by the page that led here. */
export function AccountNews({ query, name }: Props) {
  if ('created' in query) {
    return (
      <Arrival param="created">
        <p className="font-medium">
          “<bdi>{name}</bdi>” was added.
        </p>
        <p>Describe it below, and add its first user.</p>
      </Arrival>
    )
  }
  if ('restored' in query) {
    return (
      <Arrival param="restored">
        The account is restored, with the users that its deletion had deactivated.
      </Arrival>
    )
  }
  if ('removed' in query) return <Arrival param="removed">The user was deleted.</Arrival>
  return null
}
