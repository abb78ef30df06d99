/**
 * Master data kept in memory until some of it changes.
 *
 * Every transaction that changes a marked table (migration 0017) leaves its id in `platform.change_mark`, so equal marks
 * mean equal data. The marks are read first: what is read after them is as old as they say, or newer, never older.
 * What is kept is shared by everybody who asks: nobody may change it.
 */
import sql from 'sql-template-tag'
import type { Tx } from './database.ts'

export interface Kept {
  /** What `load` gives, or gave when the marks were the same. `key` names everything that it depends on. */
  of<T>(key: readonly unknown[], load: () => Promise<T>): Promise<T>
}

interface Entry {
  readonly marks: string
  readonly value: unknown
}

const entries = new Map<string, Entry>()
/** A destination's lanes from twenty sites take about 40 kilobytes. */
const ENTRIES_MAX = 1_500

/** For this transaction. One that has changed master data itself reads for itself: nobody else may see that yet. */
export async function keptFor(tx: Tx): Promise<Kept> {
  const [row] = await tx.query<{ marks: string | null; is_own: boolean | null }>(sql`
    SELECT string_agg(changed_by::text, ' ' ORDER BY slot) AS marks,
      bool_or(changed_by = pg_current_xact_id_if_assigned()) AS is_own
    FROM platform.change_mark WHERE tenant_id = ${tx.tenantId}::uuid`)
  return row!.is_own ? { of: (_, load) => load() } : keptUnder(tx.tenantId, row!.marks ?? '')
}

const keptUnder = (tenantId: string, marks: string): Kept => ({
  async of<T>(key: readonly unknown[], load: () => Promise<T>): Promise<T> {
    const id = `${tenantId} ${JSON.stringify(key)}`
    const known = entries.get(id)
    // Taken out and put in again: the map is ordered by the last use.
    entries.delete(id)
    if (known?.marks === marks) {
      entries.set(id, known)
      return known.value as T
    }
    const value = await load()
    entries.set(id, { marks, value })
    if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
    return value
  },
})
