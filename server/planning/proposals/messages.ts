/** What a proposal that is carried out tells the customers: one message each, whatever the number of lines. */
import type { MessageKind } from '../../../contract/messages.ts'
import type { PolicyFacts, ProposedChange } from '../../../contract/proposals.ts'
import type { NewMessage } from '../../modules/messages/index.ts'
import { groupBy } from './group-by.ts'

/** Goods from elsewhere on the same day are nobody's news. Other customers are never named: only the policy is. */
export function messagesOf(
  changes: readonly ProposedChange[],
  { proposal_id, policy, reason }: { proposal_id: string; policy: ToldPolicy | null; reason: string },
): NewMessage[] {
  const news = changes.filter((change) => change.effect !== 'kept')
  return [...groupBy(news, (change) => change.customer_id)].map(([customer_id, own]) => ({
    customer_id,
    kind: kindOf(own),
    message_key: `promise_moved ${proposal_id}`,
    order_id: new Set(own.map((change) => change.order_id)).size === 1 ? own[0]!.order_id : null,
    content: {
      reason,
      ...(policy && { policy: { policy_id: policy.policy_id, kind: policy.kind } }),
      lines: own.map(lineOf),
      choices: kindOf(own) === 'at_risk' ? ['other_date', 'part_now', 'cancel'] : CHOICES,
    },
  }))
}

type ToldPolicy = Pick<PolicyFacts, 'policy_id' | 'kind'>

const CHOICES = ['accept', 'other_date', 'part_now', 'cancel']

/** Nothing in sight for any line: the promise is in danger. One that comes later: a delay. Else it only moved. */
function kindOf(changes: readonly ProposedChange[]): MessageKind {
  if (changes.every(({ new_to_date }) => new_to_date === null)) return 'at_risk'
  const isLater = changes.some(
    ({ to_date, new_to_date }) => new_to_date === null || (to_date !== null && new_to_date > to_date),
  )
  return isLater ? 'delay' : 'promise_moved'
}

function lineOf(change: ProposedChange) {
  const { order_id, line_number, product_id, quantity, to_date, new_to_date, moves, rank } = change
  const rivals = rank.gave_way_to ?? []
  return {
    order_id,
    line_number,
    product_id,
    quantity,
    old_date: to_date,
    new_date: new_to_date,
    // The version that was made by moving; one with nothing in sight keeps the one it has.
    promise_version: new_to_date === null ? change.promise_version : change.promise_version + 1,
    ...(moves.length > 1 && { parts: moves.map((move) => ({ quantity: move.quantity, date: move.to_date })) }),
    ...(rivals.length > 0 && { decided_by: rivals.at(-1)!.decided_by ?? null }),
  }
}
