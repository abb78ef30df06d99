import { z } from 'zod'
import {
  BookSlot,
  CancelLines,
  CancelOwnLines,
  ChangeDoor,
  NewOrder,
  NewPromise,
  OrderDoor,
  OrderOptions,
  OrderSlots,
  ShipmentDoors,
} from '../../../contract/orders.ts'
import { Code } from '../../../contract/values.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { bookSlot, orderSlots } from './book-slot.command.ts'
import { cancelLines } from './cancel-lines.command.ts'
import { changeDoor, orderDoor } from './change-door.command.ts'
import { doorsOfShipment } from './door.store.ts'
import { makePromise } from './make-promise.command.ts'
import { loadOrder, optionsOf } from './order-options.store.ts'

const id = z.object({ id: Code })

const orderOptions = (context: Context, orderId: string) =>
  inSnapshot(context, async (tx) => {
    const order = await loadOrder(tx, orderId, context.principal.customerId)
    return { order_id: orderId, lines: await optionsOf(tx, order, context.clock.now()) }
  })

const options = (path: string, permission: string) =>
  endpoint({
    method: 'GET',
    path,
    tag: 'orders',
    permission,
    summary: 'What may still be changed or cancelled of an order, and until when',
    params: id,
    answer: OrderOptions,
    handle: (context, { params }) => orderOptions(context, params.id),
  })

const slotsOf = (context: Context, orderId: string) =>
  inSnapshot(context, (tx) => orderSlots(tx, orderId, context.principal.customerId, context.clock.now()))

const slots = (prefix: string, read: string, write: string) => [
  endpoint({
    method: 'GET',
    path: `${prefix}/orders/:id/slots`,
    tag: 'orders',
    permission: read,
    summary: 'Slots at the door that can be booked on the promised days, and the one booked',
    params: id,
    answer: OrderSlots,
    handle: (context, { params }) => slotsOf(context, params.id),
  }),
  endpoint({
    method: 'PUT',
    path: `${prefix}/orders/:id/slot`,
    tag: 'orders',
    permission: write,
    summary: 'Book a slot, change it, or give it back, up to its cut-off',
    params: id,
    body: BookSlot,
    answer: OrderSlots,
    handle: async (context, { params, body }) => {
      await bookSlot(context, params.id, body)
      return slotsOf(context, params.id)
    },
  }),
]

const doorOf = (context: Context, orderId: string) =>
  inSnapshot(context, (tx) => orderDoor(tx, orderId, context.principal.customerId, context.clock.now()))

const door = (prefix: string, read: string, write: string) => [
  endpoint({
    method: 'GET',
    path: `${prefix}/orders/:id/door`,
    tag: 'orders',
    permission: read,
    summary: 'Who takes the goods in, what the driver is to know, and until when it may be changed',
    params: id,
    answer: OrderDoor,
    handle: (context, { params }) => doorOf(context, params.id),
  }),
  endpoint({
    method: 'PUT',
    path: `${prefix}/orders/:id/door`,
    tag: 'orders',
    permission: write,
    summary: 'Say who takes the goods in and what the driver is to know, up to the cut-off for changes',
    params: id,
    body: ChangeDoor,
    answer: OrderDoor,
    handle: async (context, { params, body }) => {
      await changeDoor(context, params.id, body)
      return doorOf(context, params.id)
    },
  }),
]

export const promiseEndpoints = [
  ...door('', 'orders.read', 'orders.write'),
  ...door('/portal', 'portal.read', 'portal.receive'),
  endpoint({
    method: 'GET',
    path: '/shipments/:id/doors',
    tag: 'shipments',
    permission: 'orders.read',
    summary: 'Who takes the goods of a shipment in, and what the driver is to know',
    params: id,
    answer: ShipmentDoors,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => ({ rows: await doorsOfShipment(tx, params.id) })),
  }),
  ...slots('', 'orders.read', 'promises.write'),
  ...slots('/portal', 'portal.read', 'portal.receive'),
  endpoint({
    method: 'POST',
    path: '/orders/:id/lines/:line/promises',
    tag: 'promises',
    permission: 'promises.write',
    summary: 'Make or move the promise of an order line',
    params: z.object({ id: Code, line: z.coerce.number().int().min(1).max(2_147_483_647) }),
    body: NewPromise,
    answer: NewPromise,
    status: 201,
    handle: (context, { params, body }) =>
      makePromise(context, { order_id: params.id, line_number: params.line }, body),
  }),
  options('/orders/:id/options', 'orders.read'),
  options('/portal/orders/:id/options', 'portal.read'),
  endpoint({
    method: 'POST',
    path: '/orders/:id/cancellations',
    tag: 'orders',
    permission: 'orders.write',
    summary: 'Cancel an order, lines of it or quantities of lines; goods and hands are free at once',
    params: id,
    body: CancelLines,
    answer: NewOrder,
    handle: (context, { params, body }) => cancelLines(context, params.id, body),
  }),
  endpoint({
    method: 'POST',
    path: '/portal/orders/:id/cancellations',
    tag: 'orders',
    permission: 'portal.order',
    summary: 'Cancel what the own company ordered, up to the cut-off',
    params: id,
    body: CancelOwnLines,
    answer: OrderOptions,
    handle: async (context, { params, body }) => {
      await cancelLines(context, params.id, { ...body, cancelled_by: 'customer', despite_cutoff: false })
      return orderOptions(context, params.id)
    },
  }),
]
