/** Issues an invoice or a credit note. */
import { Refusal } from '../../../contract/refusals.ts'
import type { NewInvoice } from '../../../contract/work.ts'
import { createRecord, nextNumber, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { localDayAt } from '../locations/index.ts'
import { requireLines } from '../orders/index.ts'
import { invoice } from './invoice.ts'

export function issueInvoice(context: Context, wish: NewInvoice): Promise<State> {
  return inTransaction(context, async (tx) => {
    await requireCustomer(tx, wish.customer_id)
    const known = await requireLines(tx, wish.lines)
    const foreign = known.find((line) => line.customer_id !== wish.customer_id)
    if (foreign) throw new Refusal('unknown_order_line', { order_id: foreign.order_id, reason: 'other_customer' })
    if (new Set(wish.lines.map((line) => `${line.order_id}/${line.line_number}`)).size < wish.lines.length) {
      throw new Refusal('invalid_input', { reason: 'repeated', field: 'lines' })
    }
    const issuedAt = wish.issued_at ? new Date(wish.issued_at) : context.clock.now()
    return createRecord(context, tx, invoice, {
      ...wish,
      invoice_id:
        wish.invoice_id ?? (await nextNumber(context, { subjectType: invoice.subjectType, prefix: prefixOf(wish) })),
      issued_at: issuedAt.toISOString(),
      issued_on: await localDayAt(tx, known[0]!.site_id, issuedAt),
    })
  })
}

const prefixOf = ({ invoice_kind }: NewInvoice): string => (invoice_kind === 'credit' ? 'CN' : 'IN')
