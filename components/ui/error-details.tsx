import { Button } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { ErrorMessage, TryAgain } from '@/components/ui/error-message'

type Props = {
  message: string
  /** The ID under which the server has logged the error. */
  requestId?: string | undefined
  signInHref?: string | undefined
  submission?: Submission | undefined
}

/** A form that was submitted without JavaScript, to be sent again. */
type Submission = { fields: [name: string, value: string][]; hadSecrets: boolean }

export function ErrorDetails({ message, requestId, signInHref, submission }: Props) {
  return (
    <ErrorMessage
      message={message}
      requestId={requestId}
      note={submission && <WhatIsKept {...submission} />}
      actions={
        <>
          {signInHref !== undefined && (
            <a href={signInHref} target="_blank" className={buttonVariants({})} rel="noopener">
              Sign in, in a new tab
            </a>
          )}
          {submission ? <SendAgain {...submission} /> : <TryAgain />}
        </>
      }
    />
  )
}

function WhatIsKept({ hadSecrets }: Submission) {
  const kept = hadSecrets
    ? 'What you entered is kept on this page, except passwords: the form asks for them again.'
    : 'What you entered is kept on this page.'
  return <p>{`${kept} You can send it again: it is never done twice.`}</p>
}

function SendAgain({ fields }: Submission) {
  return (
    <form method="post" encType="multipart/form-data">
      {fields.map(([name, value], position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name can be repeated, and the list never changes
        <input key={position} type="hidden" name={name} value={value} autoComplete="off" />
      ))}
      <Button type="submit" variant="primary">
        Send again
      </Button>
    </form>
  )
}
