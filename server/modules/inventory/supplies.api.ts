import { z } from 'zod'
import {
  CancelSupply,
  ChangeSupply,
  LatenessQuery,
  NewSupply,
  RecountSupply,
  SupplierLatenessList,
  Supply,
  SupplyFile,
  SupplyPage,
  SupplyQuery,
} from '../../../contract/supply.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { listLateness } from './lateness.store.ts'
import { cancelSupply, changeSupply, recountSupply, registerSupply } from './supply.command.ts'
import { getSupplyFile, listSupply } from './supply-list.store.ts'

const tag = 'supply'
const params = z.object({ id: Code, line: z.coerce.number().int().min(1).max(2_147_483_647) })
const keyOf = ({ id, line }: z.output<typeof params>) => ({ supply_id: id, line_number: line })

export const supplyEndpoints = [
  endpoint({
    method: 'GET',
    path: '/supplies',
    tag,
    permission: 'stock.read',
    summary: 'List supply by the day it is due',
    query: SupplyQuery,
    answer: SupplyPage,
    handle: (context, { query }) => inSnapshot(context, (tx) => listSupply(tx, query, context.clock.now())),
  }),
  endpoint({
    method: 'POST',
    path: '/supplies',
    tag,
    permission: 'supply.write',
    summary: 'Announce supply',
    body: NewSupply,
    answer: z.object({ supply_id: Code, lines: z.array(Supply) }),
    status: 201,
    handle: async (context, { body }) => {
      const lines = await registerSupply(context, body)
      return { supply_id: lines[0]!.supply_id, lines }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/supplies/:id/lines/:line',
    tag,
    permission: 'stock.read',
    summary: 'One line of supply with the history of its dates and its differences',
    params,
    answer: SupplyFile,
    handle: (context, { params }) => inSnapshot(context, (tx) => getSupplyFile(tx, keyOf(params))),
  }),
  endpoint({
    method: 'PATCH',
    path: '/supplies/:id/lines/:line',
    tag,
    permission: 'supply.write',
    summary: 'Change what is known of supply',
    params,
    body: ChangeSupply,
    answer: Supply,
    handle: (context, { params, body }) => changeSupply(context, keyOf(params), body),
  }),
  endpoint({
    method: 'POST',
    path: '/supplies/:id/lines/:line/cancellation',
    tag,
    permission: 'supply.write',
    summary: 'Call supply off',
    params,
    body: CancelSupply,
    answer: Supply,
    handle: (context, { params, body }) => cancelSupply(context, keyOf(params), body.reason ?? null),
  }),
  endpoint({
    method: 'POST',
    path: '/supplies/recounts',
    tag,
    permission: 'supply.write',
    summary: 'Count open supply anew by what suppliers have taught since',
    body: RecountSupply,
    answer: z.object({ moved: z.int() }),
    handle: (context, { body }) => recountSupply(context, body),
  }),
  endpoint({
    method: 'GET',
    path: '/suppliers/lateness',
    tag,
    permission: 'stock.read',
    summary: 'How late each supplier is, learned from what was received',
    query: LatenessQuery,
    answer: SupplierLatenessList,
    handle: (context, { query }) =>
      inSnapshot(context, async (tx) => ({ rows: await listLateness(context, tx, query.quantile) })),
  }),
]
