const tones = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  neutral: 'bg-subtle text-text-2',
}

export function StatusPill({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <span
      className={`inline-flex items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 py-0.5 text-head ${tones[tone]}`}
    >
      {/* A border, because forced colors hide backgrounds. */}
      <span className="rounded-full border-3" aria-hidden="true" />
      <span>{children}</span>
    </span>
  )
}

export function Status({ active }: { active: boolean }) {
  return <StatusPill tone={active ? 'ok' : 'neutral'}>{active ? 'Active' : 'Inactive'}</StatusPill>
}

export function Badge({ children }: { children: string }) {
  return (
    <span className="inline-block whitespace-nowrap rounded-mark bg-subtle px-2 py-0.5 text-head text-text-2">
      {children}
    </span>
  )
}
