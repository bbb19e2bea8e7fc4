import type { ComponentProps } from 'react'

type Props = ComponentProps<'a'> & {
  href: string
  /** For links to another view of the same page. */
  keepScroll?: boolean | undefined
  /** The ID of the element that gets the focus on the next page. */
  focusNext?: string | undefined
}

/** A plain `<a>` that `ClientNavigation` follows without loading the whole page. */
export function Link({ keepScroll, focusNext, ...rest }: Props) {
  return <a data-follow={keepScroll ? 'keep-scroll' : ''} data-focus={focusNext} {...rest} />
}
