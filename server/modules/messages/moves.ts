/** Two messages about the same promises: what the second tells when the first was never sent. */
import type { StoredMessage } from './messages.store.ts'
import type { ToldLine } from './told.ts'

/** Of these only the last one is worth telling. */
export const MOVING = ['promise_moved', 'delay', 'at_risk'] as const

const idOf = ({ order_id, line_number }: ToldLine) => JSON.stringify([order_id, line_number])

/** The reader still believes the day before the first move. Null: all is again as the reader believes, so nothing is told. */
export function afterUnsent(
  fresh: Pick<StoredMessage, 'content' | 'kind'>,
  unsent: readonly Pick<StoredMessage, 'content'>[],
): StoredMessage['content'] | null {
  const believed = new Map<string, string | null>()
  for (const { content } of [...unsent].reverse())
    for (const line of content.lines ?? []) believed.set(idOf(line), line.old_date ?? null)
  const lines = (fresh.content.lines ?? []).map((line) =>
    believed.has(idOf(line)) ? { ...line, old_date: believed.get(idOf(line)) ?? null } : line,
  )
  // What only the unsent one spoke of is still true and still untold.
  const spokenOf = new Set(lines.map(idOf))
  const kept = new Map<string, ToldLine>()
  for (const { content } of unsent)
    for (const line of content.lines ?? []) if (!spokenOf.has(idOf(line))) kept.set(idOf(line), line)
  const told = [...lines, ...kept.values()].filter(
    (line) => fresh.kind === 'at_risk' || line.new_date == null || line.new_date !== line.old_date,
  )
  return told.length ? { ...fresh.content, lines: told } : null
}
