/** What documents add to the facts of a line: those of its shipments, and those of the whole order. */
import type { DocumentFact } from '../../../engines/rights/index.ts'
import type { BinaryRows } from './binary-rows.ts'
import type { LineDraft } from './line-draft.ts'

export function addDocuments(rows: BinaryRows, orders: ReadonlyMap<string, LineDraft[]>): void {
  while (rows.next()) {
    const order = orders.get(rows.text()!)
    const document = documentOf(rows)
    for (const line of order ?? []) if (isOf(document, line)) line.facts.documents.push(document)
  }
}

function documentOf(row: BinaryRows): DocumentFact {
  const id = row.text()!
  const kind = row.text() as DocumentFact['kind']
  const shipmentId = row.text()
  const day = row.day()!
  const at = row.instant()
  const isCorrect = row.integer()
  return { id, kind, shipmentId, day, at, isCorrect: isCorrect === null ? null : isCorrect === 1 }
}

const isOf = ({ shipmentId }: DocumentFact, { shipped }: LineDraft) =>
  shipmentId === null || shipped.some((part) => part.shipmentId === shipmentId)
