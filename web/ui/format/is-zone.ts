/** Whether this browser knows a clock by that name; not every one knows clocks named by their offset. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
