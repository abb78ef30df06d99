/** Says whether a document was right, and what was wrong with it. */
import type { DocumentFinding } from '../../../contract/work.ts'
import { changeRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { shippingDocument } from './document.ts'

/** Refuses `not_found`. A finding without an error takes an earlier error away. */
export function checkDocument(context: Context, documentId: string, finding: DocumentFinding): Promise<State> {
  return inTransaction(context, (tx) =>
    changeRecord(context, tx, shippingDocument, documentId, () => ({ error: null, ...finding })),
  )
}
