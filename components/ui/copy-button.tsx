'use client'

import { Copy } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'

type Props = {
  text: string
  label: string
  shape?: ComponentProps<typeof Button>['shape']
}

/** Takes up its space before script runs, so that the layout doesn't shift. */
export function CopyButton({ text, label, shape }: Props) {
  const [copied, setCopied] = useState(false)
  const hydrated = useHydrated()
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <Button
      variant="ghost"
      shape={shape}
      className={hydrated ? undefined : 'invisible noscript:hidden'}
      onClick={copy}
      aria-label={copied ? `${label}: copied` : label}
    >
      <Copy size={16} aria-hidden="true" />
      <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
    </Button>
  )
}
