const HERE = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The address to hand over. A server that nobody told its public address (`BASE_URL`) knows itself as `localhost` only;
 * then the one by which this page was reached is nearer to what others can open.
 */
export function sharedAddress(url: string, origin: string): { url: string; isOnlyHere: boolean } {
  const told = new URL(url)
  if (!HERE.has(told.hostname)) return { url, isOnlyHere: false }
  const { hostname } = new URL(origin)
  return { url: new URL(told.pathname + told.search + told.hash, origin).href, isOnlyHere: HERE.has(hostname) }
}
