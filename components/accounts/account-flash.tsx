import { FlashNotice } from '@/components/ui/flash-notice'

type Props = { query: { [name: string]: unknown }; name: string }

/** Confirms what the previous page did to the account or its users. */
export function AccountFlash({ query, name }: Props) {
  if ('created' in query) {
    return (
      <FlashNotice param="created">
        <p className="font-medium">
          “<bdi>{name}</bdi>” was added.
        </p>
        <p>You can now describe it and add its first user.</p>
      </FlashNotice>
    )
  }
  if ('restored' in query) {
    return (
      <FlashNotice param="restored">
        The account was restored, with the users that its deletion had deactivated.
      </FlashNotice>
    )
  }
  if ('removed' in query) return <FlashNotice param="removed">The user was deleted.</FlashNotice>
  return null
}
