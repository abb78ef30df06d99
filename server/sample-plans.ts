/** What the sample company thinks of doing next: drafts of packages, none of which binds anybody. */
import { createRecord, getRecord, type State } from './ledger/index.ts'
import { packageDraft, servicePackage } from './modules/policies/index.ts'
import type { Context } from './platform/context.ts'
import { inTransaction } from './platform/database/transaction.ts'

interface Thought {
  readonly of: string
  readonly id: string
  readonly note: string
  readonly change: State
}

const THOUGHTS: readonly Thought[] = [
  {
    of: 'MANUFACTURING-1',
    id: 'MANUFACTURING-THREE-DAYS',
    note: 'Three delivery days instead of five would save stops. Who would feel it?',
    change: { delivery_days: ['Mo', 'We', 'Fr'] },
  },
  {
    of: 'RETAIL-2',
    id: 'RETAIL-MORE-STOCK',
    note: 'Shops say empty shelves hurt more than a day of waiting.',
    change: { in_stock_percent: 98 },
  },
]

export function tellThoughts(context: Context): Promise<void> {
  const today = context.clock.now()
  const nextMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
  return inTransaction(context, async (tx) => {
    for (const { of, id, note, change } of THOUGHTS) {
      const { state } = await getRecord(tx, servicePackage, of)
      await createRecord(context, tx, packageDraft, {
        ...{ ...state, ...change, draft_id: id, note },
        ...{ package_id: id, valid_from: nextMonth },
      })
    }
  })
}
