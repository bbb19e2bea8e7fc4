'use client'

import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { Button } from '@/components/ui/button'

type Props = { error: Error & { digest?: string }; reset(): void }

/** What went wrong on the server, the number under which the log knows it, and another try. */
export function Failure({ error, reset }: Props) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div className="grid justify-items-start gap-4">
      <p>The server did not answer as it should. Nothing was changed. Try again in a moment.</p>
      {error.digest && (
        <p className="text-help text-text-2">
          Reference for the operator: <code>{error.digest}</code>
        </p>
      )}
      <Button variant="primary" onClick={retry}>
        Retry
      </Button>
    </div>
  )
}
