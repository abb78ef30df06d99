/** Asks a second person to agree that a draft serves a core element less, and takes what they say. */
import type { LoweredElement } from '../../../contract/lowerings.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, getRecord, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { coreNeedsOf } from '../needs/index.ts'
import { loweredBy, lowering } from './lowering.ts'
import { packageDraft, packageOf, requireOpen } from './package-draft.ts'
import { packageAfter } from './packages.store.ts'

/** What a draft lowers, as things stand. Refuses `not_found`. */
export async function loweredIn(tx: Tx, draftId: string): Promise<{ state: State; lowered: LoweredElement[] }> {
  const { state } = await getRecord(tx, packageDraft, draftId)
  const terms = packageOf(state) as never as Parameters<typeof packageAfter>[1]
  const core = await coreNeedsOf(tx, terms.segment_id, terms.valid_from)
  return { state, lowered: loweredBy(await packageAfter(tx, terms), core) }
}

/** Refuses `wrong_state` where nothing is lowered or the draft is published, `not_allowed` for agreeing with oneself. */
export async function askLowering(
  context: Context,
  tx: Tx,
  draftId: string,
  { approver, reason }: { approver: string; reason: string },
): Promise<State> {
  const { state, lowered } = await loweredIn(tx, draftId)
  requireOpen(state)
  if (lowered.length === 0) throw new Refusal('wrong_state', { draft_id: draftId, state: 'nothing_lowered' })
  if (context.principal.actor === `user:${approver}`) throw new Refusal('not_allowed', { reason: 'own_wish' })
  return createRecord(context, tx, lowering, {
    ...{ lowering_id: context.ids.uuid(), draft_id: draftId, approver, reason, state: 'asked' },
    ...{ asked_by: context.principal.actor, asked_at: context.clock.now().toISOString() },
    elements: lowered.map(({ element, after }) => ({ element, level: after })),
  })
}

/** Refuses `not_allowed` for anybody but who was asked, `wrong_state` for what is decided already. */
export async function decideLowering(
  context: Context,
  tx: Tx,
  loweringId: string,
  { is_agreed, answer }: { is_agreed: boolean; answer?: string | null | undefined },
): Promise<State> {
  const { state } = await getRecord(tx, lowering, loweringId, 'FOR UPDATE')
  if (context.principal.actor !== `user:${String(state.approver)}` || state.asked_by === context.principal.actor)
    throw new Refusal('not_allowed', { reason: 'somebody_else_was_asked' })
  if (state.state !== 'asked') throw new Refusal('wrong_state', { lowering_id: loweringId, state: state.state })
  return changeRecord(context, tx, lowering, loweringId, () => ({
    ...{ state: is_agreed ? 'agreed' : 'refused', decided_at: context.clock.now().toISOString() },
    answer: answer ?? null,
  }))
}
