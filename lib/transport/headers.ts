type Options = { nonce: string; development: boolean; secure: boolean }

/** Pages load only from their own origin and run only scripts that carry the nonce. */
export function contentSecurityPolicy({ nonce, development }: Options): string {
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

export function securityHeaders(options: Options): { [name: string]: string } {
  const headers: { [name: string]: string } = {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy':
      'camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)',
  }
  if (options.secure) headers['Strict-Transport-Security'] = 'max-age=63072000; includeSubDomains'
  return headers
}
