import type { Ref } from 'react'
import { Notice } from '@/components/ui/notice'
import type { FormState } from '@/lib/form-state'

type Props = {
  state: Extract<FormState, { status: 'saved-before' }>
  ref?: Ref<HTMLDivElement> | undefined
}

/** Says that an earlier submission of the form was saved, and leads to what was saved. */
export function SavedBefore({ state: { message, link }, ref }: Props) {
  return (
    <Notice tone="warn" ref={ref}>
      <p dir="auto">{message}</p>
      {link && (
        <p>
          <a href={link.href} className="text-accent-text underline">
            {link.label}
          </a>
        </p>
      )}
    </Notice>
  )
}
