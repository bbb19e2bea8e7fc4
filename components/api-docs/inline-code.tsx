/** A sentence in which what stands in backticks is code. */
export function InlineCode({ children }: { children: string }) {
  // Every second part stands between two backticks; the text never changes its order.
  return children.split('`').map((part, place) =>
    place % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells the parts apart
      <code key={place} className="rounded-mark bg-subtle px-1 py-px font-mono text-[0.9em]">
        {part}
      </code>
    ) : (
      part
    ),
  )
}
