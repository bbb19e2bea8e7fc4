export function InlineCode({ children }: { children: string }) {
  // Odd parts are between two backticks.
  return children.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order
      <code key={index} className="rounded-mark bg-subtle px-1 py-px font-mono text-[0.9em]">
        {part}
      </code>
    ) : (
      part
    ),
  )
}

export function Paragraph({ children }: { children: string }) {
  return (
    <p>
      <InlineCode>{children}</InlineCode>
    </p>
  )
}
