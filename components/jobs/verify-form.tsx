'use client'

import { Button } from '@/components/ui/button'
import { FormNotice } from '@/components/ui/form-notice'
import { SimpleForm } from '@/components/ui/simple-form'
import type { FormAction } from '@/components/ui/use-server-action'

export function VerifyForm({ action }: { action: FormAction<unknown> }) {
  return (
    <SimpleForm action={action} label="Verify the activity log" hidden={{}}>
      {({ state, pending }) => (
        <>
          <Button type="submit" busy={pending} busyLabel="Starting…">
            Verify
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
