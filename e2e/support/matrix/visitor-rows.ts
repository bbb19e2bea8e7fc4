import type { Row } from '@/e2e/support/matrix/row'

const isIneffective = true
// As long as a real one.
const link = 'x'.repeat(43)

/** What anyone may send, here without the password, code or link that it needs. */
export const visitorRows: Row[] = [
  {
    action: 'signInAction',
    path: '/login',
    label: 'Sign in',
    values: { email: 'nobody@example.com', password: 'Wrong-horse-7' },
    isIneffective,
  },
  // Its form follows the password.
  {
    action: 'signInWithCodeAction',
    path: '/second-factor',
    values: { code: '000000' },
    isIneffective,
  },
  // Script sends it with what the browser made.
  { action: 'passkeySignInAction', path: '/login', values: { assertion: '{}' }, isIneffective },
  // Its form exists only with mail.
  {
    action: 'forgottenPasswordAction',
    path: '/forgotten-password',
    values: { email: 'nobody@example.com' },
    isIneffective,
  },
  { action: 'setUpAction', path: '/setup', values: { token: link }, isIneffective },
  {
    action: 'openLinkAction',
    path: '/set-password',
    label: 'Open your link',
    values: { link },
    isIneffective,
  },
  {
    action: 'setPasswordAction',
    path: '/set-password',
    values: { link, password: 'Another-horse-8' },
    isIneffective,
  },
  {
    action: 'confirmEmailAction',
    path: '/confirm-email',
    label: 'Confirm your email',
    values: { link },
    isIneffective,
  },
  // Their forms are on pages of people who are signed in. They only change cookies.
  { action: 'chooseTheme', path: '/profile', isPlain: true, isIneffective },
  { action: 'chooseSingleKeys', path: '/profile', isPlain: true, isIneffective },
  { action: 'dismissRecentJob', path: '/security/accounts', isPlain: true, isIneffective },
]
