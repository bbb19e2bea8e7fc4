import type { ComponentProps } from 'react'

/**
 * A link to a file, which leaves the page as it is. Without the attribute `download`: browsers would
 * save whatever the server returns, and after a session has ended that is the sign-in page.
 */
export function DownloadLink(props: ComponentProps<'a'> & { href: string }) {
  return <a data-download {...props} />
}
