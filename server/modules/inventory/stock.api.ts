import { z } from 'zod'
import { NewReservation, StockReceipt } from '../../../contract/orders.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { receiveStock } from './receive-stock.command.ts'
import { reserveStock } from './reserve-stock.command.ts'

const Balance = z.object({ product_id: z.string(), location_id: z.string(), on_hand: z.number(), reserved: z.number() })

export const stockEndpoints = [
  endpoint({
    method: 'POST',
    path: '/stock/receipts',
    tag: 'stock',
    permission: 'stock.write',
    summary: 'Receive goods at a location',
    body: StockReceipt,
    answer: Balance,
    status: 201,
    handle: (context, { body }) => receiveStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/reservations',
    tag: 'stock',
    permission: 'stock.write',
    summary: 'Set stock aside for an order line',
    body: NewReservation,
    answer: Balance,
    status: 201,
    handle: (context, { body }) => reserveStock(context, body),
  }),
]
