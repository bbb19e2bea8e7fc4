'use client'

import { Copy } from 'lucide-react'
import { type ComponentProps, type MouseEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { useAnnounce } from '@/components/ui/live-region'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = {
  text: string
  label: string
  shape?: ComponentProps<typeof Button>['shape']
}

type State = { outcome: 'copied' | 'blocked' | undefined; attempts: number }

const howToCopy = "Your browser didn't allow this. The text is selected: copy it yourself."

/** Takes up its space before script runs, so that the layout doesn't shift. */
export function CopyButton({ text, label, shape }: Props) {
  const [{ outcome, attempts }, setState] = useState<State>({ outcome: undefined, attempts: 0 })
  const hydrated = useHydrated()
  const announce = useAnnounce()
  const copy = async ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const copied = await copyText(text, currentTarget)
    setState({ outcome: copied ? 'copied' : 'blocked', attempts: attempts + 1 })
    announce(copied ? `${label}: copied` : howToCopy)
  }
  return (
    <>
      <Button
        variant="ghost"
        shape={shape}
        className={hydrated ? undefined : 'invisible noscript:hidden'}
        onClick={copy}
        aria-label={outcome === 'copied' ? `${label}: copied` : label}
      >
        <Copy size={16} aria-hidden="true" />
        <span key={outcome}>{outcome === 'copied' ? 'Copied' : 'Copy'}</span>
      </Button>
      {outcome === 'blocked' && (
        <span className="grid w-full gap-1 text-help">
          <span>{howToCopy}</span>
          <textarea
            key={attempts}
            ref={select}
            readOnly
            value={text}
            rows={2}
            dir="ltr"
            aria-label={label}
            className="control input"
          />
        </span>
      )}
    </>
  )
}

function select(element: HTMLTextAreaElement | null): void {
  element?.focus()
  element?.select()
}
