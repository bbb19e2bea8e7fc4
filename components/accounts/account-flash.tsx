import { FlashNotice } from '@/components/ui/flash-notice'

type Props = { query: { [name: string]: unknown }; name: string }

/** What has just been done to the account or in it, by the page that led here. */
export function AccountFlash({ query, name }: Props) {
  if ('created' in query) {
    return (
      <FlashNotice param="created">
        <p className="font-medium">
          “<bdi>{name}</bdi>” was added.
        </p>
        <p>Describe it below, and add its first user.</p>
      </FlashNotice>
    )
  }
  if ('restored' in query) {
    return (
      <FlashNotice param="restored">
        The account is restored, with the users that its deletion had deactivated.
      </FlashNotice>
    )
  }
  if ('removed' in query) return <FlashNotice param="removed">The user was deleted.</FlashNotice>
  return null
}
