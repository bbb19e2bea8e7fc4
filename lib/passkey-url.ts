/** Why browsers offer no passkeys for a site with this URL. */
export function whyNoPasskeys(url: string): string | undefined {
  const { protocol, hostname } = new URL(url)
  if (/^\[|^\d+(\.\d+){3}$/.test(hostname)) {
    return 'Passkeys need a host name, and this console is opened by an IP address.'
  }
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (protocol === 'https:' || isLocal) return undefined
  return 'Passkeys need HTTPS, and this console is opened without it.'
}
