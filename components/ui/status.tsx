export function Status({ active }: { active: boolean }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 text-head ${active ? 'bg-ok-soft text-ok' : 'bg-subtle text-text-2'}`}
    >
      {/* A border, because forced colors hide backgrounds. */}
      <span className="rounded-full border-3" aria-hidden="true" />
      <span>{active ? 'Active' : 'Inactive'}</span>
    </span>
  )
}

export function Badge({ children }: { children: string }) {
  return (
    <span className="inline-block whitespace-nowrap rounded-mark bg-subtle px-2 py-0.5 text-head text-text-2">
      {children}
    </span>
  )
}
