/** Carries a proposal out: goods move to their new day, promises get their next version, and each customer's message waits. */
import type { MessageKind } from '../../../contract/messages.ts'
import type { ProposedChange } from '../../../contract/proposals.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { queueMessages } from '../../modules/messages/index.ts'
import { movePromises } from '../../modules/promises/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { endProposal, getProposal, listChanges } from './proposals.store.ts'

export interface CarriedOutCount {
  readonly proposal_id: string
  readonly promises_moved: number
  readonly left: number
  readonly messages: number
}

/**
 * Lines whose promise has changed since the proposal was made are left as they are and counted; those with nothing in sight
 * keep their promise, and their customer is told that it is in danger. Refuses `wrong_state` for a proposal that has ended.
 */
export function carryOut(
  context: Context,
  proposalId: string,
  lines?: readonly { order_id: string; line_number: number }[],
): Promise<CarriedOutCount> {
  return inTransaction(context, async (tx) => {
    const within = { ...context, tx }
    const proposal = await getProposal(tx, proposalId)
    await endProposal(within, tx, proposalId, 'carried_out')
    const chosen = chosenOf(await listChanges(tx, proposalId, null), lines)
    const reason = reasonOf(proposal.kind)
    const movable = chosen.filter((change) => change.new_to_date !== null)
    const moved = await movePromises(
      within,
      tx,
      movable.map((change) => ({ ...change, reason })),
    )
    const told = [
      ...movable.filter((change) => moved.has(keyOf(change))),
      ...chosen.filter((change) => change.new_to_date === null),
    ]
    const messages = await queueMessages(within, tx, byCustomer(told, { proposalId, reason }))
    return { proposal_id: proposalId, promises_moved: moved.size, left: chosen.length - told.length, messages }
  })
}

const keyOf = ({ order_id, line_number }: { order_id: string; line_number: number }) => `${order_id}/${line_number}`

function chosenOf(
  changes: ProposedChange[],
  lines?: readonly { order_id: string; line_number: number }[],
): ProposedChange[] {
  if (!lines) return changes
  const wanted = new Set(lines.map(keyOf))
  const chosen = changes.filter((change) => wanted.has(keyOf(change)))
  if (chosen.length < wanted.size) throw new Refusal('unknown_order_line', { reason: 'not_in_proposal' })
  return chosen
}

const REASONS = {
  supply: 'supply_late',
  stock: 'stock_short',
  disruption: 'disruption',
  allocation: 'reallocation',
} as const
const reasonOf = (kind: keyof typeof REASONS) => REASONS[kind]

/** One message a customer, whatever the number of lines. */
function byCustomer(
  changes: readonly ProposedChange[],
  { proposalId, reason }: { proposalId: string; reason: string },
) {
  const groups = new Map<string, ProposedChange[]>()
  for (const change of changes) groups.set(change.customer_id, [...(groups.get(change.customer_id) ?? []), change])
  return [...groups].map(([customer_id, own]) => ({
    customer_id,
    kind: kindOf(own),
    message_key: `promise_moved ${proposalId}`,
    order_id: new Set(own.map((change) => change.order_id)).size === 1 ? own[0]!.order_id : null,
    content: {
      reason,
      lines: own.map(({ order_id, line_number, product_id, quantity, to_date, new_to_date, promise_version }) => ({
        order_id,
        line_number,
        product_id,
        quantity,
        old_date: to_date,
        new_date: new_to_date,
        // The version that was made by moving; one with nothing in sight keeps the one it has.
        promise_version: new_to_date === null ? promise_version : promise_version + 1,
      })),
      choices: kindOf(own) === 'at_risk' ? ['other_date', 'part_now', 'cancel'] : CHOICES,
    },
  }))
}

const CHOICES = ['accept', 'other_date', 'part_now', 'cancel']

/** Nothing in sight for any line: the promise is in danger. One that comes later: a delay. Else it only moved. */
function kindOf(changes: readonly ProposedChange[]): MessageKind {
  if (changes.every(({ new_to_date }) => new_to_date === null)) return 'at_risk'
  const isLater = changes.some(({ to_date, new_to_date }) => new_to_date === null || new_to_date > to_date)
  return isLater ? 'delay' : 'promise_moved'
}
