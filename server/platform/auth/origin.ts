/**
 * Whether a request comes from another site's page. A browser sends our cookie along with such a request too (forgery), but
 * it also says where the page came from. A program that is no browser sends neither header and holds no one else's cookie.
 */
export interface Asked {
  readonly method: string
  /** The host that the browser believes it talks to. */
  readonly host: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isForeign({ method, host, headers }: Asked): boolean {
  if (HARMLESS.has(method)) return false
  const site = headers['sec-fetch-site']
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  if (typeof origin !== 'string') return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
