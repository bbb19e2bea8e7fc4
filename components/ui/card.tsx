import type { ReactNode } from 'react'

type Props = {
  title: string
  id?: string
  aside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Card({ title, id, aside, actions, children }: Props) {
  return (
    <section
      id={id}
      aria-label={title}
      className="scroll-mt-4 rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-3 border-border border-b px-4 py-3 md:px-6">
        <h2 className="text-h2">{title}</h2>
        <span className="text-text-2">{aside}</span>
        <div className="ms-auto flex flex-wrap gap-2">{actions}</div>
      </header>
      {children}
    </section>
  )
}

export function CardBody({ children }: { children: ReactNode }) {
  return <div className="p-4 md:p-6">{children}</div>
}
