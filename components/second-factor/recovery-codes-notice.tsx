import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'

type Props = { message: string; codes: string[]; children?: ReactNode }

const focus = (element: HTMLElement | null) => element?.focus()

/** Gets the focus, because it shows codes that can't be shown again. */
export function RecoveryCodesNotice({ message, codes, children }: Props) {
  return (
    <Notice tone="ok" ref={focus}>
      <p className="font-medium">{message}</p>
      <p className="mt-1">
        Save these recovery codes. If you lose your phone, each one gets you in once.
      </p>
      <ul aria-label="Recovery codes" className="my-2 grid gap-x-6 gap-y-1 md:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>
            <code translate="no">{code}</code>
          </li>
        ))}
      </ul>
      <CopyButton text={codes.join('\n')} label="Copy recovery codes" />
      <p className="mt-1 text-help text-text-2">You won't be able to see them again.</p>
      {children}
    </Notice>
  )
}
