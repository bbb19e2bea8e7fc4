import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

type Props = { message: string; secrets: { label: string; text: string }[] }

const focus = (element: HTMLElement | null) => element?.focus()

/** Gets the focus, because it shows secrets that can't be shown again. */
export function SecretsNotice({ message, secrets }: Props) {
  return (
    <Notice tone="ok" ref={focus}>
      <p className="font-medium" dir="auto">
        {message}
      </p>
      <dl className="mt-1 grid gap-1">
        {secrets.map(({ label, text }) => (
          <div key={label} className="flex flex-wrap items-center gap-x-3">
            <dt className="min-w-24 text-text-2">{label}</dt>
            <dd className="flex min-w-0 flex-wrap items-center gap-2">
              <code className="break-all" translate="no">
                {text}
              </code>
              <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />
            </dd>
          </div>
        ))}
      </dl>
      {secrets.length > 0 && (
        <p className="mt-1 text-help text-text-2">
          Copy this now. You won't be able to see it again.
        </p>
      )}
    </Notice>
  )
}
