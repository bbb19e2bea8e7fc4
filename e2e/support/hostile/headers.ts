const values = [
  '',
  'x',
  '0',
  '-1',
  'null',
  '{',
  '[]',
  '%',
  '%00',
  '\x80\xFF',
  '\u2028'.repeat(3),
  '../../etc/passwd',
  'http://evil.test/',
  '//evil.test/',
  '__proto__',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  'x'.repeat(8_000),
].map((value) => Buffer.from(value).toString('latin1'))

const names = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cookie',
  'Forwarded',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Next-Action',
  'Next-Router-Prefetch',
  'Next-Router-Segment-Prefetch',
  'Next-Router-State-Tree',
  'Next-Url',
  'Origin',
  'Range',
  'Referer',
  'RSC',
  'User-Agent',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'X-Forwarded-Proto',
  'X-Invoke-Path',
  'X-Matched-Path',
  'X-Middleware-Rewrite',
  'X-Middleware-Subrequest',
  'X-Nextjs-Data',
  'X-Nonce',
  'X-Now-Route-Matches',
  'X-Prerender-Revalidate',
  'X-Request-Path',
]

export const hostileHeaders: string[] = names.flatMap((name) =>
  values.map((value) => `${name}: ${value}`),
)

/** Cookies of these names with values that the server has not set. */
export function hostileCookies(cookies: string[]): string[] {
  const forged = cookies.flatMap((name) => [
    ...values.map((value) => `${name}=${value.replace(/[;\s]/g, '')}`),
    `${name}=; ${name}=x`,
    `${name}="a\\"b"`,
  ])
  const many = Array.from({ length: 200 }, (_, n) => `c${n}=${n}`).join('; ')
  return [...forged, many, ';;;=;=;', '=', '__proto__=x; constructor=y'].map(
    (value) => `Cookie: ${value}`,
  )
}
