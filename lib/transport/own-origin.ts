type Sent = { origin: string | null | undefined; host: string | null | undefined }

/**
 * Whether a form comes from this site. A browser says where it was sent from; what does not say so
 * is not a browser. Behind a proxy the header Host may name an inner address: then `site`, which is
 * APP_URL, is what people see.
 */
export function isAllowedOrigin({ origin, host }: Sent, site: string | undefined): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const from = new URL(origin)
  return site ? from.origin === new URL(site).origin : from.host === host
}
