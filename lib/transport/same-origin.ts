type RequestHeaders = { origin: string | null | undefined; host: string | null | undefined }

/**
 * Whether a form was sent from a page of this site. Browsers always send `Origin` with a form.
 * Behind a proxy `Host` may be an internal name, so `appUrl` decides when it is set.
 */
export function isSameOrigin({ origin, host }: RequestHeaders, appUrl: string | undefined) {
  if (!origin || !URL.canParse(origin)) return false
  const sender = new URL(origin)
  return appUrl ? sender.origin === new URL(appUrl).origin : sender.host === host
}
