import { formatCount } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'

type Props = { text: string; count: number; isPending: boolean; hasFailed: boolean }

/** A live region of its own, because nothing outside of an open dialog is read. */
export function PaletteStatus({ text, count, isPending, hasFailed }: Props) {
  const locale = useLocale()
  const status = hasFailed
    ? "Accounts and users couldn't be searched. Check your connection and type again."
    : count > 0
      ? formatCount(count, 'result', locale)
      : `Nothing found for “${text.trim()}”.`
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 border-border border-t px-4 py-2 text-help text-text-2">
      <p role="status">{text.trim() !== '' && !isPending && status}</p>
      {isPending && <p aria-hidden="true">Searching…</p>}
      <p className="ms-auto max-md:hidden">
        ↑ ↓ to choose · Enter to open · Ctrl Enter for a new tab · Esc to close
      </p>
    </div>
  )
}
