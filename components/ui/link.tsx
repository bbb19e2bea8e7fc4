import type { ComponentProps } from 'react'

type Props = ComponentProps<'a'> & {
  href: string
  /** For links to another view of the same page. */
  keepScroll?: boolean | undefined
}

/** A plain `<a>` that `ClientNavigation` follows without loading the whole page. */
export function Link({ keepScroll, ...rest }: Props) {
  return <a data-follow={keepScroll ? 'keep-scroll' : ''} {...rest} />
}
