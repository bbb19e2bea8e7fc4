import { Button, ButtonLink } from '@/components/ui/button'
import { paths } from '@/lib/paths'

/** Asks for the address first, whose domain decides what comes next. A plain form: it sends nothing secret. */
export function EmailStep({ next }: { next: string }) {
  return (
    <form action={paths.signIn} className="grid gap-4" aria-label="Sign in">
      <input type="hidden" name="next" value={next} />
      <div className="grid gap-1.5">
        <label htmlFor="email" className="text-label font-medium">
          Email
        </label>
        <input
          id="email"
          name="email"
          type="text"
          inputMode="email"
          autoComplete="username webauthn"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          required
          maxLength={1_000}
          // biome-ignore lint/a11y/noAutofocus: it is the first thing to do on this page
          autoFocus
          className="control input"
        />
      </div>
      <Button type="submit" variant="primary">
        Continue
      </Button>
      <ButtonLink href={paths.signInWithPassword(next)} variant="ghost">
        Use a password
      </ButtonLink>
    </form>
  )
}
