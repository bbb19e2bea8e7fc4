import { ProviderErrorNotice } from '@/components/sign-in/provider-error'
import { ButtonLink } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { paths } from '@/lib/paths'

type Props = { code: string; providerKey: string; next: string }

/** For people who are signed in, and whose identity provider did not prove again who they are. */
export function ConfirmAgain({ code, providerKey, next }: Props) {
  return (
    <>
      <ProviderErrorNotice code={code} />
      <a
        href={paths.signInWithProvider(providerKey, { confirm: '', next })}
        className={buttonVariants({ variant: 'primary' })}
      >
        Try again
      </a>
      <ButtonLink href={next}>Back</ButtonLink>
    </>
  )
}
