import type { ReactNode, Ref } from 'react'

const tones = {
  info: 'border-accent bg-accent-soft',
  ok: 'border-ok bg-ok-soft',
  warn: 'border-warn bg-warn-soft',
  danger: 'border-danger bg-danger-soft',
}

type Props = {
  tone?: keyof typeof tones
  children: ReactNode
  ref?: Ref<HTMLDivElement> | undefined
}

/** Can be focused, so that screen readers read it. */
export function Notice({ tone = 'info', children, ref }: Props) {
  return (
    <div
      ref={ref}
      tabIndex={-1}
      className={`rounded-panel border-s-4 px-4 py-3 outline-offset-2 ${tones[tone]}`}
    >
      {children}
    </div>
  )
}
