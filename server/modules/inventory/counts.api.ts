import { z } from 'zod'
import { CountAccuracy, CountSheet, CountSheetQuery, CountStock, StockCount } from '../../../contract/stock.ts'
import { Code, Day } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { getCount, getCountAccuracy, getCountSheet } from './count-list.store.ts'
import { countStock } from './count-stock.command.ts'

const tag = 'counts'

export const countEndpoints = [
  endpoint({
    method: 'GET',
    path: '/stock/counts/sheet',
    tag,
    permission: 'stock.read',
    summary: 'What to count at a location, without how much should lie there',
    query: CountSheetQuery,
    answer: CountSheet,
    handle: (context, { query }) => inSnapshot(context, (tx) => getCountSheet(tx, query)),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/counts',
    tag,
    permission: 'stock.write',
    summary: 'Take down what was counted; beyond tolerance a second look is asked for',
    body: CountStock,
    answer: StockCount,
    status: 201,
    handle: (context, { body }) => countStock(context, body),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/counts/accuracy',
    tag,
    permission: 'stock.read',
    summary: 'How right the records were in a period',
    query: z.object({ from: Day, to: Day, location_id: Code.optional() }),
    answer: CountAccuracy,
    handle: (context, { query: { from, to, location_id } }) =>
      inSnapshot(context, (tx) => getCountAccuracy(tx, { from, to, locationId: location_id })),
  }),
  endpoint({
    method: 'GET',
    path: '/stock/counts/:id',
    tag,
    permission: 'stock.read',
    summary: 'One count with its looks',
    params: z.object({ id: Code }),
    answer: StockCount,
    handle: (context, { params }) => inSnapshot(context, (tx) => getCount(tx, params.id)),
  }),
]
