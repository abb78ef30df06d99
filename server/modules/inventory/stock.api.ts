import { z } from 'zod'
import { NewReservation, StockReceipt } from '../../../contract/orders.ts'
import {
  AdjustStock,
  Allocated,
  AllocateStock,
  FreeAllocations,
  MoveStock,
  NewReceipt,
  Posted,
  Received,
  ReverseMovement,
  ScrapStock,
  TransferStock,
} from '../../../contract/stock.ts'
import { Code } from '../../../contract/values.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { adjustStock, scrapStock } from './adjust-stock.command.ts'
import { allocateStock, releaseAllocations } from './allocate-stock.command.ts'
import { moveStock } from './move-stock.command.ts'
import { receiveGoods } from './receive-goods.command.ts'
import { receiveStock } from './receive-stock.command.ts'
import { reserveStock } from './reserve-stock.command.ts'
import { reverseMovement } from './reverse-movement.command.ts'
import { transferStock } from './transfer-stock.command.ts'

const Balance = z.object({ product_id: z.string(), location_id: z.string(), on_hand: z.number(), reserved: z.number() })
const tag = 'stock'
const permission = 'stock.write'

export const stockEndpoints = [
  endpoint({
    method: 'POST',
    path: '/stock/receipts',
    tag,
    permission,
    summary: 'Receive goods at a location, without further particulars',
    body: StockReceipt,
    answer: Balance,
    status: 201,
    handle: (context, { body }) => receiveStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/receipts',
    tag,
    permission,
    summary: 'Receive goods against what was announced, or blind, and record differences',
    body: NewReceipt,
    answer: Received,
    status: 201,
    handle: (context, { body }) => receiveGoods(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/reservations',
    tag,
    permission,
    summary: 'Set stock aside for an order line',
    body: NewReservation,
    answer: Balance,
    status: 201,
    handle: (context, { body }) => reserveStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/allocations',
    tag,
    permission,
    summary: 'Set particular goods aside for reserved order lines, first expiry first',
    body: AllocateStock,
    answer: Allocated,
    status: 201,
    handle: (context, { body }) => allocateStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/allocations/releases',
    tag,
    permission,
    summary: 'Let go of what is set aside for order lines; their reservations stay',
    body: FreeAllocations,
    answer: null,
    status: 204,
    handle: (context, { body }) => releaseAllocations(context, body.lines),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/moves',
    tag,
    permission,
    summary: 'Put goods into another bin or another state',
    body: MoveStock,
    answer: Posted,
    status: 201,
    handle: (context, { body }) => moveStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/transfers',
    tag,
    permission,
    summary: 'Send goods to another of our sites',
    body: TransferStock,
    answer: Posted.extend({ supply_id: Code }),
    status: 201,
    handle: (context, { body }) => transferStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/adjustments',
    tag,
    permission,
    summary: 'Correct the record, with the reason',
    body: AdjustStock,
    answer: Posted,
    status: 201,
    handle: (context, { body }) => adjustStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/scrappings',
    tag,
    permission,
    summary: 'Take goods out that are of no use any more',
    body: ScrapStock,
    answer: Posted,
    status: 201,
    handle: (context, { body }) => scrapStock(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/stock/movements/:id/reversal',
    tag,
    permission,
    summary: 'Take a movement back',
    params: z.object({ id: z.uuid() }),
    body: ReverseMovement,
    answer: Posted,
    status: 201,
    handle: (context, { params, body }) => reverseMovement(context, params.id, body),
  }),
]
