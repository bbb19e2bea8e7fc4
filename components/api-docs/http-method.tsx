const colors: { [method: string]: string } = {
  GET: 'bg-accent-soft text-accent-text',
  POST: 'bg-ok-soft text-ok',
  PUT: 'bg-warn-soft text-warn',
  PATCH: 'bg-warn-soft text-warn',
  DELETE: 'bg-danger-soft text-danger-text',
}

export function HttpMethod({ children }: { children: string }) {
  return (
    <span
      className={`inline-block min-w-14 rounded-mark px-1.5 py-0.5 text-center font-mono font-semibold text-head ${colors[children] ?? 'bg-subtle'}`}
    >
      {children}
    </span>
  )
}
