/** Carries a proposal out: goods move to their new day, promises get their next version, and each customer's message waits. */
import type { Proposal, ProposedChange } from '../../../contract/proposals.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { queueMessages } from '../../modules/messages/index.ts'
import { allocationPolicyAt } from '../../modules/policies/index.ts'
import { movePromises } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { policyFacts } from './figures.ts'
import { messagesOf } from './messages.ts'
import { endProposal, getProposal, listChanges } from './proposals.store.ts'

export interface CarriedOutCount {
  readonly proposal_id: string
  readonly promises_moved: number
  readonly left: number
  readonly messages: number
}

type Line = { readonly order_id: string; readonly line_number: number }

/**
 * Lines whose promise has changed since the proposal was made are left as they are and counted; those with nothing in sight
 * keep their promise, and their customer is told that it is in danger. Refuses `wrong_state` for a proposal that has ended.
 *
 * Goods shared out anew hang together: what one gains another gives. So there any change of promises, reservations, goods or
 * policy since refuses all of it, with `proposal_outdated` or `insufficient_stock`.
 */
export function carryOut(context: Context, proposalId: string, lines?: readonly Line[]): Promise<CarriedOutCount> {
  return inTransaction(context, (tx) => carryOutIn({ ...context, tx }, tx, { proposalId, lines }))
}

export async function carryOutIn(
  context: Context,
  tx: Tx,
  { proposalId, lines }: { proposalId: string; lines?: readonly Line[] | undefined },
): Promise<CarriedOutCount> {
  const proposal = await getProposal(tx, proposalId)
  await endProposal(context, tx, proposalId, 'carried_out')
  await requireSamePolicy(context, tx, proposal)
  const chosen = chosenOf(await listChanges(tx, proposalId, null), lines)
  const reason = REASONS[proposal.kind]
  const movable = chosen.filter((change) => change.new_to_date !== null)
  const moves = movable.map((change) => ({ ...change, reason, parts: change.moves }))
  const moved = await movePromises(context, tx, { moves, isTogether: proposal.kind === 'allocation' })
  const told = [
    ...movable.filter((change) => moved.has(keyOf(change))),
    ...chosen.filter((change) => change.new_to_date === null),
  ]
  const messages = await queueMessages(
    context,
    tx,
    messagesOf(told, { proposal_id: proposalId, policy: proposal.figures?.policy ?? null, reason }),
  )
  return { proposal_id: proposalId, promises_moved: moved.size, left: chosen.length - told.length, messages }
}

async function requireSamePolicy({ clock }: Context, tx: Tx, { figures, proposal_id }: Proposal): Promise<void> {
  if (!figures) return
  const now = policyFacts(await allocationPolicyAt(tx, clock.now().toISOString().slice(0, 10)))
  if (!isSamePolicy(now, figures.policy))
    throw new Refusal('proposal_outdated', { proposal_id, reason: 'policy_changed' })
}

/** The database keeps an object's fields in an order of its own. */
export function isSamePolicy(a: NonNullable<Proposal['figures']>['policy'], b: typeof a): boolean {
  const text = ({ policy_id, kind, starvation_factor, tiers }: typeof a) =>
    JSON.stringify([
      policy_id,
      kind,
      starvation_factor,
      tiers.map((one) => [one.tier, one.protection_percent, one.floor_percent]),
    ])
  return text(a) === text(b)
}

const keyOf = ({ order_id, line_number }: Line) => `${order_id}/${line_number}`

/** Who goes on waiting as before is only there to be told why. */
function chosenOf(changes: readonly ProposedChange[], lines?: readonly Line[]): ProposedChange[] {
  const open = changes.filter((change) => change.effect !== 'waits')
  if (!lines) return open
  const wanted = new Set(lines.map(keyOf))
  const chosen = open.filter((change) => wanted.has(keyOf(change)))
  if (chosen.length < wanted.size) throw new Refusal('unknown_order_line', { reason: 'not_in_proposal' })
  return chosen
}

const REASONS = {
  supply: 'supply_late',
  stock: 'stock_short',
  disruption: 'disruption',
  allocation: 'reallocation',
} as const satisfies Record<Proposal['kind'], string>
