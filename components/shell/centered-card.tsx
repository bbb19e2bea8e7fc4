import type { ReactNode } from 'react'

type Props = { title: string; intro?: ReactNode; children: ReactNode }

export function CenteredCard({ title, intro, children }: Props) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-lg content-center px-4 py-10">
      <div className="rounded-card border border-border bg-surface p-6 shadow-[0_1px_2px_rgb(16_24_40/5%)] md:p-8">
        <h1 className="text-h1 outline-none">{title}</h1>
        {intro && <p className="mt-1 text-text-2">{intro}</p>}
        <div className="mt-6 grid gap-4">{children}</div>
      </div>
    </main>
  )
}
