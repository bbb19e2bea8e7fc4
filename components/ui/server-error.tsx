import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { Button } from '@/components/ui/button'

export type ServerErrorProps = { error: Error & { digest?: string }; reset(): void }

export function ServerError({ error, reset }: ServerErrorProps) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return (
    <div className="grid justify-items-start gap-4">
      <p>Something went wrong on the server. Nothing was changed. Try again in a moment.</p>
      {error.digest && (
        <p className="text-help text-text-2">
          Reference for the operator: <code>{error.digest}</code>
        </p>
      )}
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  )
}
