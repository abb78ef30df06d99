/** Answers that take a second or more, kept for a minute: a chart of half a year does not change between two looks. */

const KEPT_MS = 60_000
const ENTRIES_MAX = 300

const entries = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>()

/**
 * `key` names everything the answer depends on, the tenant first. Shared by everybody who asks, also by those who ask
 * while it is being reckoned: nobody may change it. What failed is not kept.
 */
export function answered<T>(key: readonly unknown[], now: Date, load: () => Promise<T>): Promise<T> {
  const id = JSON.stringify(key)
  const known = entries.get(id)
  if (known && known.until > now.getTime()) return known.value as Promise<T>
  const value = load()
  entries.delete(id)
  entries.set(id, { until: now.getTime() + KEPT_MS, value })
  if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
  value.catch(() => entries.get(id)?.value === value && entries.delete(id))
  return value
}
