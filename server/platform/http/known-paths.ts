/** Which methods an address knows: who asks in the wrong way is told so, and not that nothing is there. */

export class KnownPaths {
  readonly #paths = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()

  /** `/orders/:id` and the like. What ends in a star is any address at all and says nothing. */
  add(url: string, method: string | readonly string[]): void {
    if (url.includes('*')) return
    const known = this.#paths.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) known.methods.add(String(one))
    this.#paths.set(url, known)
  }

  methodsAt(url: string): string[] {
    const path = url.replace(/[?#].*$/s, '')
    const found = [...this.#paths.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort()
  }
}

const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/')}$`,
  )
