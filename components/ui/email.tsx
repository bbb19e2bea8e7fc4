/** If it is too long for its line, it breaks before an "@" or a ".", not inside a word. */
export function Email({ address }: { address: string }) {
  return (
    <span className="inline-block max-w-full text-balance wrap-anywhere" dir="ltr" translate="no">
      {address.split(/(?=[@.])/).flatMap(withBreak)}
    </span>
  )
}

const withBreak = (part: string, index: number) => [<wbr key={index} />, part]
