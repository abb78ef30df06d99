/** Drafts that serve a core element less: what falls, who is asked to agree, what they said, and publishing. */
import { z } from 'zod'
import {
  AskLowering,
  DecideLowering,
  DraftLowering,
  type Lowering as LoweringShape,
  LoweringsWaiting,
} from '../../../contract/lowerings.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { ServicePackage } from '../../../contract/service-packages.ts'
import { Code } from '../../../contract/values.ts'
import {
  askLowering,
  decideLowering,
  earliestDay,
  isCovered,
  loweredIn,
  loweringsOf,
  waitingFor,
} from '../../modules/policies/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inSnapshot, inTransaction } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { APPROVING, userOf } from './approving.ts'
import { approversBut, customersIn } from './lowerings.store.ts'
import { publishAndTell } from './publish-draft.command.ts'

const tag = 'package drafts'
const OfDraft = z.object({ id: Code })

const withoutActor = (actor: string) => actor.replace(/^user:/, '')
const shown = (one: LoweringShape): LoweringShape => ({ ...one, asked_by: withoutActor(one.asked_by) })

async function loweringOf(context: Context, tx: Tx, draftId: string): Promise<DraftLowering> {
  const { state, lowered } = await loweredIn(tx, draftId)
  const lowerings = await loweringsOf(tx, draftId)
  return {
    lowered,
    lowerings: lowerings.map(shown),
    is_agreed: lowered.length > 0 && lowerings.some((one) => isCovered(lowered, one)),
    approvers: await approversBut(tx, { roles: APPROVING, user: userOf(context) }),
    customers: (await customersIn(tx, String(state.segment_id))).length,
    earliest: earliestDay(context.clock.now().toISOString().slice(0, 10)),
  }
}

export const loweringEndpoints = [
  endpoint({
    method: 'GET',
    path: '/package-drafts/:id/lowerings',
    tag,
    permission: 'standards.read',
    summary: 'What a draft lowers below a floor or of a core need, who may agree, and what was said',
    params: OfDraft,
    answer: DraftLowering,
    handle: (context, { params }) => inSnapshot(context, (tx) => loweringOf(context, tx, params.id)),
  }),
  endpoint({
    method: 'POST',
    path: '/package-drafts/:id/lowerings',
    tag,
    permission: 'standards.write',
    summary: 'Ask a second person to agree to what a draft lowers',
    params: OfDraft,
    body: AskLowering,
    answer: DraftLowering,
    status: 201,
    handle: (context, { params, body }) =>
      inTransaction(context, async (tx) => {
        const approvers = await approversBut(tx, { roles: APPROVING, user: userOf(context) })
        if (!approvers.some(({ user_id }) => user_id === body.approver))
          throw new Refusal('invalid_input', { field: 'approver', reason: 'may_not_agree' })
        await askLowering(context, tx, params.id, body)
        return loweringOf(context, tx, params.id)
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/lowerings/:id/decide',
    tag,
    permission: 'standards.write',
    summary: 'Agree to what a draft lowers, or refuse it; only who was asked',
    params: OfDraft,
    body: DecideLowering,
    answer: DraftLowering,
    handle: (context, { params, body }) =>
      inTransaction(context, async (tx) => {
        const { draft_id } = await decideLowering(context, tx, params.id, body)
        return loweringOf(context, tx, String(draft_id))
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/lowerings/waiting',
    tag,
    permission: 'standards.read',
    summary: "What waits for the reader's agreement",
    answer: LoweringsWaiting,
    handle: (context) =>
      inSnapshot(context, async (tx) => {
        const user = userOf(context)
        const rows = user === null ? [] : await waitingFor(tx, user)
        return { rows: rows.map((row) => ({ ...row, asked_by: withoutActor(row.asked_by) })) }
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/package-drafts/:id/publish',
    tag,
    permission: 'standards.write',
    summary: 'Publish a draft: promises obey it from its first day on, and customers are told what gets lower',
    params: OfDraft,
    body: z.object({}),
    answer: ServicePackage,
    status: 201,
    handle: (context, { params }) => publishAndTell(context, params.id) as Promise<z.output<typeof ServicePackage>>,
  }),
]
