/**
 * Answers that take a second or more, kept for a minute or fifty times as long as they took, ten minutes at most: a chart of
 * half a year does not change between two looks.
 */

const KEPT_MS = 60_000
const KEPT_TIMES = 50
const KEPT_MOST_MS = 600_000
const ENTRIES_MAX = 300

interface Entry {
  until: number
  readonly value: Promise<unknown>
}

const entries = new Map<string, Entry>()

/**
 * `key` names everything the answer depends on, the tenant first. Shared by everybody who asks, also by those who ask
 * while it is being reckoned: nobody may change it. What failed is not kept.
 */
export function answered<T>(key: readonly unknown[], now: Date, load: () => Promise<T>): Promise<T> {
  const id = JSON.stringify(key)
  const known = entries.get(id)
  if (known && known.until > now.getTime()) return known.value as Promise<T>
  const begun = performance.now()
  const value = load()
  const entry: Entry = { until: now.getTime() + KEPT_MS, value }
  entries.delete(id)
  entries.set(id, entry)
  if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
  value.then(
    () => {
      const worth = Math.min(KEPT_MOST_MS, KEPT_TIMES * (performance.now() - begun))
      entry.until = now.getTime() + Math.max(KEPT_MS, worth)
    },
    () => entries.get(id) === entry && entries.delete(id),
  )
  return value
}
