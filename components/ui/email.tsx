import { Fragment } from 'react'

/** If it is too long for its line, it breaks before an "@" or a ".", not inside a word. */
export function Email({ address }: { address: string }) {
  return (
    <span className="inline-block max-w-full text-balance wrap-anywhere" dir="ltr" translate="no">
      {address.split(/(?=[@.])/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts can be equal, and none is moved
        <Fragment key={index}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </span>
  )
}
