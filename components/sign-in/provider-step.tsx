import { ButtonLink } from '@/components/ui/button'
import { buttonVariants } from '@/components/ui/button-variants'
import { displayEmail } from '@/lib/display-email'
import { paths } from '@/lib/paths'

type Props = { provider: { key: string; name: string }; email: string; next: string }

export function ProviderStep({ provider: { key, name }, email, next }: Props) {
  return (
    <>
      <p>
        <span className="break-all font-medium">{displayEmail(email)}</span>{' '}
        <span>{`signs in with ${name}.`}</span>
      </p>
      {/* A link, because a form must not be redirected to another site. */}
      <a
        href={paths.signInWithProvider(key, { email, next })}
        className={buttonVariants({ variant: 'primary' })}
      >
        {`Continue with ${name}`}
      </a>
      <div className="flex flex-wrap justify-center gap-2">
        <ButtonLink href={paths.signInAndReturn(next)} variant="ghost">
          Use another address
        </ButtonLink>
        <ButtonLink href={paths.signInWithPassword(next)} variant="ghost">
          Use a password
        </ButtonLink>
      </div>
    </>
  )
}
