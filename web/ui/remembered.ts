/** Small choices of the reader kept in the browser (language, row height, columns). A full or forbidden storage is not an error. */
export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`sevenfold.${key}`, JSON.stringify(value))
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page is left.
  }
}

/** The remembered value, or `undefined` when there is none or it does not satisfy `isValid`. */
export function recall<T>(key: string, isValid: (value: unknown) => value is T): T | undefined {
  try {
    const text = localStorage.getItem(`sevenfold.${key}`)
    const value: unknown = text === null ? undefined : JSON.parse(text)
    return isValid(value) ? value : undefined
  } catch {
    return undefined
  }
}
