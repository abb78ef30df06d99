/** How the sample company begins to sort its customers by what they need, and not by their trade alone. */
import { createRecord } from './ledger/index.ts'
import { segmentRule } from './modules/policies/index.ts'
import type { Context } from './platform/context.ts'
import { inTransaction } from './platform/database/transaction.ts'

const RULES = [
  {
    ...{ rule_id: 'WINDOW-FIRST', segment_id: 'MANUFACTURING', priority: 1 },
    note: 'Whoever lives by the window as manufacturers do gets their service, whatever the trade.',
    clauses: [
      { clause_number: 1, fact: 'orders', comparison: 'at_least', amount: 120 },
      { clause_number: 2, fact: 'margin_class', choices: ['A'] },
      { clause_number: 3, fact: 'need_rank', comparison: 'at_most', amount: 2, element_id: 'punctuality' },
    ],
  },
  {
    ...{ rule_id: 'MANY-SMALL', segment_id: 'RETAIL', priority: 2 },
    note: 'Many small orders, dear to serve: the service of shops.',
    clauses: [
      { clause_number: 1, fact: 'orders', comparison: 'at_least', amount: 60 },
      { clause_number: 2, fact: 'quadrant', choices: ['streamline', 're_price'] },
    ],
  },
]

/** Rules propose and move nobody: what they would do waits on the screen. */
export const tellSegments = (context: Context, validFrom: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    for (const rule of RULES) await createRecord(context, tx, segmentRule, { ...rule, valid_from: validFrom })
  })
