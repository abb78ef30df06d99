/** Sums of several drains of a tally: keeps one row a key as bytes, so a long history fits into memory. */
import { addMonths } from './month.ts'
import type { TallyRow } from './tally.ts'

export class TallyStore {
  private readonly rows = new Map<string, TallyRow>()

  addAll(drained: Iterable<TallyRow>): void {
    for (const row of drained) {
      const key = [row.basis, row.cube, row.month, row.member, row.segmentId, row.siteId, row.currency].join('\n')
      const known = this.rows.get(key)
      const bytes = known ? addMonths(known.bytes.days, row.bytes.days) : row.bytes
      if (bytes === null) this.rows.delete(key)
      else this.rows.set(key, { ...row, bytes })
    }
  }

  /** Everything added so far and the last drain; passes the drain through when it was the only one. */
  take(last: Iterable<TallyRow>): Iterable<TallyRow> {
    if (this.rows.size === 0) return last
    this.addAll(last)
    return this.rows.values()
  }
}
