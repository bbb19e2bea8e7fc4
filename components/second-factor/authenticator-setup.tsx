import type { QrCode } from '@/components/second-factor/qr-code'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { FormFrame } from '@/components/ui/form-frame'
import { TextField } from '@/components/ui/text-field'
import type { ActionForm } from '@/components/ui/use-action-form'

export type Setup = { secret: string; qrCode: QrCode }

type Props = {
  setup: Setup
  confirm: ActionForm<'code'>
  cancel: ActionForm<never>
}

/** How to add the secret to an app, and a form that confirms it with the app's first code. */
export function AuthenticatorSetup({ setup: { secret, qrCode }, confirm, cancel }: Props) {
  return (
    <>
      <ol className="grid list-decimal gap-4 ps-5">
        <li>
          <p>Open your authenticator app and scan this code.</p>
          <QrImage {...qrCode} />
          <p className="text-text-2">If you can't scan it, type this key into the app:</p>
          <p className="flex flex-wrap items-center gap-x-2">
            <code className="break-all" translate="no">
              {secret.replace(/.{4}(?=.)/g, '$& ')}
            </code>
            <CopyButton text={secret} label="Copy key" />
          </p>
        </li>
        <li>
          <p>Enter the code that the app shows.</p>
          <FormFrame form={confirm} label="Confirm the app" className="mt-2 grid gap-4">
            <CodeField form={confirm} />
            <div>
              <Button type="submit" variant="primary" busy={confirm.pending}>
                Turn on
              </Button>
            </div>
          </FormFrame>
        </li>
      </ol>
      <FormFrame form={cancel} label="Cancel the setup">
        <div>
          <Button type="submit" variant="ghost" busy={cancel.pending} busyLabel="Canceling…">
            Cancel setup
          </Button>
        </div>
      </FormFrame>
    </>
  )
}

function CodeField({ form }: { form: ActionForm<'code'> }) {
  return (
    <TextField
      form={form}
      name="code"
      label="Code"
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
    />
  )
}

// Black on white in every theme: some apps can't scan an inverted code. The margin is part of it.
function QrImage({ size, path }: QrCode) {
  const margin = 4
  const side = size + 2 * margin
  return (
    <svg
      viewBox={`${-margin} ${-margin} ${side} ${side}`}
      role="img"
      aria-label="QR code for your authenticator app"
      className="my-3 w-52 max-w-full rounded-panel border border-border bg-white forced-color-adjust-none"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}
