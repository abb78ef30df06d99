/** Remedies for a line in danger, cases and emergencies, playbooks, and the customer's choice. */
import { z } from 'zod'
import { Refusal } from '../../../contract/refusals.ts'
import {
  CarryOutRemedy,
  ChooseForLine,
  CloseTrouble,
  ConfirmTrouble,
  NewTrouble,
  Playbook,
  RemedyDone,
  RemedyList,
  TakeTrouble,
  TroubleList,
  TroubleQuery,
} from '../../../contract/remedies.ts'
import { Code } from '../../../contract/values.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { requireVisibleOrder } from '../../views/orders/order-file.ts'
import { carryOutRemedy } from './carry-out-remedy.command.ts'
import { loadLine } from './line.store.ts'
import { findRemedies } from './propose.command.ts'
import {
  checkPlaybook,
  chooseForLine,
  closeTrouble,
  confirmTrouble,
  dayOf,
  openTrouble,
  takeTrouble,
} from './trouble.command.ts'
import { listTroubles } from './trouble.store.ts'
import { playbook } from './trouble.ts'

const LineParams = z.object({ id: Code, line: z.coerce.number().int().min(1).max(99_999) })
const id = z.object({ id: Code })
const Opened = z.object({ trouble_id: Code })
const line = ({ id: order_id, line: line_number }: z.output<typeof LineParams>) => ({ order_id, line_number })

const playbookEndpoints = recordEndpoints({
  type: playbook,
  path: '/playbooks',
  tag: 'playbooks',
  read: 'orders.read',
  write: 'standards.write',
  body: Playbook,
  searched: ['playbook_id', 'name'],
  filters: ['kind', 'owner'],
  dated: { hasEnd: false, within: ['kind'], today: async (_, now) => dayOf(now) },
  check: checkPlaybook,
})

export const remedyEndpoints: AnyEndpoint[] = [
  endpoint({
    method: 'GET',
    path: '/orders/:id/lines/:line/remedies',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'The ways out of a danger, each with its cost, its day and whom it touches',
    params: LineParams,
    answer: RemedyList,
    handle: (context, { params }) =>
      inSnapshot(context, async (tx) => {
        const found = await loadLine(tx, line(params), 'read')
        const remedies = await findRemedies({ ...context, tx }, tx, found)
        return {
          ...line(params),
          to_date: found.to_date,
          chance: Math.round((1 - found.chance) * 10_000) / 10_000,
          remedies: remedies.map(({ remedy }) => remedy),
        }
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/orders/:id/lines/:line/remedies',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'Carry a remedy out as it was shown, and tell the customer',
    params: LineParams,
    body: CarryOutRemedy,
    answer: RemedyDone,
    handle: (context, { params, body }) => carryOutRemedy(context, line(params), body),
  }),
  endpoint({
    method: 'GET',
    path: '/troubles',
    tag: 'remedies',
    permission: 'orders.read',
    summary: 'Cases: who deals with what until when, what was done and what became of it',
    query: TroubleQuery,
    answer: TroubleList,
    handle: (context, { query }) => inSnapshot(context, (tx) => listTroubles(tx, query)),
  }),
  endpoint({
    method: 'POST',
    path: '/troubles',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'Open a case: the customer told us, one of ours saw it, or it is an emergency',
    body: NewTrouble,
    answer: Opened,
    status: 201,
    handle: (context, { body }) => openTrouble(context, body),
  }),
  endpoint({
    method: 'POST',
    path: '/troubles/:id/take',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'Take a case, or hand it to somebody',
    params: id,
    body: TakeTrouble,
    answer: Opened,
    handle: (context, { params, body }) => takeTrouble(context, params.id, body.owner ?? null),
  }),
  endpoint({
    method: 'POST',
    path: '/troubles/:id/confirm',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'Note that the customer has confirmed',
    params: id,
    body: ConfirmTrouble,
    answer: Opened,
    handle: (context, { params, body }) => confirmTrouble(context, params.id, body.choice),
  }),
  endpoint({
    method: 'POST',
    path: '/troubles/:id/close',
    tag: 'remedies',
    permission: 'promises.write',
    summary: 'Close a case',
    params: id,
    body: CloseTrouble,
    answer: Opened,
    handle: (context, { params, body }) => closeTrouble(context, params.id, body.note ?? null),
  }),
  endpoint({
    method: 'POST',
    path: '/portal/orders/:id/choices',
    tag: 'remedies',
    permission: 'portal.receive',
    summary: 'Choose for a line that comes otherwise than promised; giving it up is for those who order',
    params: id,
    body: ChooseForLine,
    answer: z.object({ choice: z.string() }),
    handle: async (context, { params, body }) => {
      const { permissions } = context.principal
      if (body.choice === 'cancel' && !permissions.has('portal.order') && !permissions.has('*'))
        throw new Refusal('not_allowed', { permission: 'portal.order' })
      await inSnapshot(context, (tx) => requireVisibleOrder(tx, params.id, context.principal.customerId))
      await chooseForLine(context, { order_id: params.id, line_number: body.line_number }, body.choice)
      return { choice: body.choice }
    },
  }),
  ...playbookEndpoints,
]
