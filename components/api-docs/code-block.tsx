import { CopyButton } from '@/components/ui/copy-button'

type Props = { label: string; code: string; copyable?: boolean }

/** Wraps long lines, so that it never scrolls. */
export function CodeBlock({ label, code, copyable = true }: Props) {
  return (
    <figure aria-label={label} className="rounded-panel border border-border bg-subtle">
      <figcaption className="flex min-h-10 items-center gap-3 px-4 pt-1 text-help text-text-2">
        <span>{label}</span>
        {copyable && (
          <span className="ms-auto shrink-0 noscript:hidden print:hidden">
            <CopyButton text={code} label={`Copy: ${label}`} />
          </span>
        )}
      </figcaption>
      <pre className="whitespace-pre-wrap px-4 pt-1 pb-3 font-mono text-help">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
