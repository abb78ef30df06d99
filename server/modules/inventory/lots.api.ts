import { z } from 'zod'
import { LotPage, LotQuery, NewLot, Posted, RecallLot } from '../../../contract/stock.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { requireProducts } from '../products/index.ts'
import { listLots } from './lot-list.store.ts'
import { ensureLots } from './lots.store.ts'
import { liftRecall, recallLot } from './recall-lot.command.ts'

const tag = 'lots'
const params = z.object({ product: Code, lot: Code })
const keyOf = ({ product, lot }: z.output<typeof params>) => ({ product_id: product, lot_id: lot })

export const lotEndpoints = [
  endpoint({
    method: 'GET',
    path: '/lots',
    tag,
    permission: 'stock.read',
    summary: 'List lots by expiry',
    query: LotQuery,
    answer: LotPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listLots(tx, query)),
  }),
  endpoint({
    method: 'POST',
    path: '/lots',
    tag,
    permission: 'stock.write',
    summary: 'Register a lot, or say more of one',
    body: NewLot,
    answer: NewLot,
    status: 201,
    handle: (context, { body }) =>
      inTransaction(context, async (tx) => {
        await requireProducts(tx, [body.product_id])
        await ensureLots(context, tx, [body])
        return body
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/lots/:product/:lot/recall',
    tag,
    permission: 'stock.write',
    summary: 'Recall a lot: what lies of it is blocked at once',
    params,
    body: RecallLot,
    answer: Posted,
    handle: (context, { params, body }) => recallLot(context, keyOf(params), body.reason),
  }),
  endpoint({
    method: 'DELETE',
    path: '/lots/:product/:lot/recall',
    tag,
    permission: 'stock.write',
    summary: 'Lift a recall; what was blocked stays blocked',
    params,
    answer: null,
    status: 204,
    handle: (context, { params }) => liftRecall(context, keyOf(params)),
  }),
]
