/** Answers that take a second or more, kept for a minute: a chart of half a year does not change between two looks. */

const KEPT_MS = 60_000
const ENTRIES_MAX = 300

const entries = new Map<string, { readonly until: number; readonly value: unknown }>()

/** `key` names everything the answer depends on, the tenant first. Shared by everybody who asks: nobody may change it. */
export async function answered<T>(key: readonly unknown[], now: Date, load: () => Promise<T>): Promise<T> {
  const id = JSON.stringify(key)
  const known = entries.get(id)
  if (known && known.until > now.getTime()) return known.value as T
  const value = await load()
  entries.delete(id)
  entries.set(id, { until: now.getTime() + KEPT_MS, value })
  if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
  return value
}
