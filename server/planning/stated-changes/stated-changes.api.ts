/** Endpoints of what customers say they will need more or less of. */
import { z } from 'zod'
import { ComparedChanges, DecideChange, DecidedChange, StatedChange } from '../../../contract/stated-changes.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { compare } from './compare.ts'
import { decideChange, stateChange } from './stated-changes.command.ts'
import { comparedRows } from './stated-changes.store.ts'

const tag = 'stated changes of need'

export const statedChangeEndpoints = [
  endpoint({
    ...{ method: 'GET', path: '/stated-changes', tag, permission: 'needs.read' },
    summary: 'What customers say they will need more or less of, beside what is usual and what came',
    query: z.object({ customer_id: Code.optional() }),
    answer: ComparedChanges,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => ({
        rows: (await comparedRows(tx, context.clock.now().toISOString().slice(0, 10), query.customer_id ?? null)).map(
          compare,
        ),
      })),
  }),
  endpoint({
    ...{ method: 'POST', path: '/stated-changes', tag, permission: 'needs.write' },
    summary: 'Take down what a customer says it will need more or less of',
    body: StatedChange,
    answer: DecidedChange,
    status: 201,
    handle: (context, { body }) => stateChange(context, body),
  }),
  endpoint({
    ...{
      method: 'POST',
      path: '/stated-changes/:id/decide',
      tag,
      permission: 'stock.write',
      params: z.object({ id: Code }),
    },
    summary: 'Let the forecast obey a stated change, wholly or in part, or not',
    body: DecideChange,
    answer: DecidedChange,
    handle: (context, { params: { id }, body }) => decideChange(context, id, body),
  }),
]
