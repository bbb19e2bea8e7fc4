type Situation = { nonce: string; development: boolean; secure: boolean }

/** What a page may load and run: its own origin's, and only scripts that carry the nonce. */
export function contentSecurityPolicy({ nonce, development }: Situation): string {
  const policy: { [directive: string]: string[] } = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  if (development) policy['script-src']?.push("'unsafe-eval'")
  return Object.entries(policy)
    .map(([directive, values]) => `${directive} ${values.join(' ')}`)
    .join('; ')
}

/** The headers of every answer, whatever its status. */
export function securityHeaders(situation: Situation): { [name: string]: string } {
  return {
    'Content-Security-Policy': contentSecurityPolicy(situation),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(situation.secure
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
}
