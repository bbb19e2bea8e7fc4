import type { ComponentProps } from 'react'

type Props = ComponentProps<'a'> & {
  href: string
  /** It leads to another view of the same page, which stays where it is scrolled to. */
  stays?: boolean | undefined
}

/** A link to a page of this site. `FollowLinks` follows it without loading everything again. */
export function Link({ stays, ...rest }: Props) {
  return <a data-follow={stays ? 'stay' : ''} {...rest} />
}
