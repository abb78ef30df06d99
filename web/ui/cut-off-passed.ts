/** Of an order's lines, until when the last of those could be changed that no longer can; null while all still can. */
type Limit = { hindrance: string | null; change_until: string | null }

export const cutOffPassed = (lines: readonly Limit[]): string | null =>
  lines
    .flatMap(({ hindrance, change_until }) => (hindrance === 'cutoff_passed' && change_until ? [change_until] : []))
    .sort()
    .at(-1) ?? null
