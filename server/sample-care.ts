/** What the sample company does when a promise is in danger, and what its customers told that they do not forgive. */

import type { Playbook } from '../contract/remedies.ts'
import type { DealBreaker } from '../contract/risk.ts'
import { createRecord } from './ledger/index.ts'
import { dealBreaker } from './modules/needs/index.ts'
import { playbook } from './planning/remedies/trouble.ts'
import type { Context } from './platform/context.ts'
import { inTransaction } from './platform/database/transaction.ts'

interface People {
  readonly coordinator: string
  readonly planner: string
  readonly manager: string
}

const playbooksOf = ({ coordinator, planner, manager }: People): Omit<Playbook, 'valid_from'>[] => [
  {
    ...{ playbook_id: 'PB-DELAY', kind: 'delay', name: 'Delay on the way', owner: coordinator, minutes: 30 },
    ...{ remedies: ['expedite', 'other_site', 'in_parts', 'later_date'], people: [coordinator, planner, manager] },
    escalation_minutes: 15,
    steps: [
      { step_number: 1, text: 'Confirm with the carrier where the goods are', owner: coordinator, minutes: 30 },
      { step_number: 2, text: 'Tell the customer the new window, the cause and the choices', owner: null, minutes: 60 },
    ],
  },
  {
    ...{ playbook_id: 'PB-SHORT', kind: 'stock_short', name: 'Not enough goods', owner: planner, minutes: 60 },
    ...{ remedies: ['other_site', 'reallocate', 'substitute', 'in_parts'], people: [planner, manager] },
    escalation_minutes: 30,
    steps: [{ step_number: 1, text: 'Look for the goods at the other sites', owner: planner, minutes: 60 }],
  },
]

const breakersOf = (customers: readonly string[], since: string): Omit<DealBreaker, 'deal_breaker_id'>[] => {
  const [first, second, third] = customers as [string, string, string]
  const shared = { contact_id: null, valid_from: since, valid_to: null }
  return [
    {
      ...{ ...shared, customer_id: first, problem: 'late', forgiven_days: 1, consequence: 'leaves' },
      ...{
        note: 'A delivery more than a day late stops their site',
        quote: 'If the crew stands still we buy elsewhere.',
      },
    },
    {
      ...{ ...shared, customer_id: second, problem: 'damage', forgiven_days: 0, consequence: 'buys_less' },
      ...{ note: 'They cannot use a dented pallet', quote: null },
    },
    {
      ...{ ...shared, customer_id: third, problem: 'no_information', forgiven_days: 0, consequence: 'buys_less' },
      ...{ note: 'They want to hear of a delay before they ask', quote: 'Bad news is fine. No news is not.' },
    },
  ]
}

export function tellCare(context: Context, customers: readonly string[], people: People): Promise<void> {
  const since = new Date(context.clock.now().getTime() - SINCE_DAYS * 86_400_000).toISOString().slice(0, 10)
  return inTransaction(context, async (tx) => {
    for (const book of playbooksOf(people)) await createRecord(context, tx, playbook, { ...book, valid_from: since })
    for (const [at, breaker] of breakersOf(customers, since).entries())
      await createRecord(context, tx, dealBreaker, { ...breaker, deal_breaker_id: `DB-${at + 1}` })
  })
}

const SINCE_DAYS = 200
