import { BookOpen, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { SkipLink } from '@/components/ui/skip-link'
import { paths } from '@/lib/paths'

type Props = { contents: ReactNode; children: ReactNode }

export function DocsLayout({ contents, children }: Props) {
  return (
    <>
      <SkipLink />
      <header className="border-border border-b bg-surface print:hidden">
        <div className="mx-auto flex min-h-14 max-w-7xl items-center gap-3 px-4 md:px-6">
          <BookOpen size={18} aria-hidden="true" className="shrink-0 text-accent-text" />
          <span className="font-semibold">API documentation</span>
          <Link
            href={paths.home}
            className="ms-auto inline-flex min-h-11 items-center text-accent-text hover:underline"
          >
            Back to console
          </Link>
        </div>
      </header>
      <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)] gap-x-8 px-4 md:px-6 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <div className="sticky top-0 max-h-dvh self-start overflow-y-auto py-6 max-lg:hidden print:hidden">
          {contents}
        </div>
        {contents && (
          <details className="group mt-4 rounded-card border border-border bg-surface lg:hidden print:hidden">
            <summary className="flex min-h-11 items-center gap-2 px-4 font-medium">
              <ChevronRight size={16} aria-hidden="true" className="group-open:rotate-90" />
              On this page
            </summary>
            <div className="px-2 pb-3">{contents}</div>
          </details>
        )}
        <main
          id="main"
          tabIndex={-1}
          className="grid grid-cols-[minmax(0,1fr)] gap-6 py-6 outline-none"
        >
          {children}
        </main>
      </div>
    </>
  )
}
