'use client'

import { Button } from '@/components/ui/button'
import { FormNotice } from '@/components/ui/form-notice'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'

type Props = {
  action: FormAction<unknown>
  label: string
  button: string
  busyLabel: string
  hidden?: { [name: string]: string | number }
}

/** A form that is only a button, with the reason below it when it was rejected. */
export function ButtonForm({ action, label, button, busyLabel, hidden = {} }: Props) {
  return (
    <SimpleForm action={action} label={label} hidden={hidden}>
      {({ state, pending }) => (
        <>
          <Button type="submit" busy={pending} busyLabel={busyLabel}>
            {button}
          </Button>
          {'errors' in state && (
            <div role="alert" className="mt-2">
              <FormNotice state={state} kept="nothing" />
            </div>
          )}
        </>
      )}
    </SimpleForm>
  )
}
