/**
 * Answers over a company's whole record that take a second or more, kept for fifty times as long as they took, ten minutes
 * at most: what is told of a year does not change between two looks. What takes less is reckoned anew each time.
 */

const WORTH_KEEPING_MS = 1_000
const KEPT_TIMES = 50
const KEPT_MOST_MS = 600_000
const ENTRIES_MAX = 300

interface Entry {
  /** Null: still being reckoned. */
  until: number | null
  readonly value: Promise<unknown>
}

const entries = new Map<string, Entry>()

/**
 * `key` names everything that the answer depends on but for what happens meanwhile, the tenant first. Shared by everybody
 * who asks, also by those who ask while it is being reckoned: nobody may change it. What failed is not kept.
 */
export function answered<T>(
  key: readonly unknown[],
  load: () => Promise<T>,
  elapsed: () => number = () => performance.now(),
): Promise<T> {
  const id = JSON.stringify(key)
  const begun = elapsed()
  const known = entries.get(id)
  if (known && (known.until === null || known.until > begun)) return known.value as Promise<T>
  const value = load()
  const entry: Entry = { until: null, value }
  entries.delete(id)
  entries.set(id, entry)
  if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
  const drop = () => entries.get(id) === entry && entries.delete(id)
  value.then(() => {
    const ended = elapsed()
    const took = ended - begun
    if (took < WORTH_KEEPING_MS) drop()
    else entry.until = ended + Math.min(KEPT_MOST_MS, KEPT_TIMES * took)
  }, drop)
  return value
}
