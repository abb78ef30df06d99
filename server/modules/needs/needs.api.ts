/** Endpoints of elements, criteria, interviews, growth levers, competitors and stated needs. */
import {
  Competitor,
  CompetitorFinding,
  Criteria,
  GrowthLever,
  Interview,
  NeedStatement,
  Referral,
  ServiceElementRecord,
} from '../../../contract/needs.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { recordEndpoints, type State } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { requireContact, requireCustomer } from '../customers/index.ts'
import { requireCompetitors, requireElements, requireNewPair, requireSegment } from './needs.store.ts'
import {
  competitor,
  competitorFinding,
  criteria,
  growthLever,
  interview,
  needStatement,
  referral,
  serviceElement,
} from './records.ts'

const rights = { read: 'needs.read', write: 'needs.write' }
/** It has begun somewhere: in the easternmost zone the day is 14 hours ahead. */
const newestDay = (now: Date) => new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)
const today = async (_: Tx, now: Date) => now.toISOString().slice(0, 10)

async function checkPerson(tx: Tx, { customer_id, contact_id }: State): Promise<void> {
  await requireCustomer(tx, String(customer_id))
  if (contact_id != null) await requireContact(tx, String(contact_id), String(customer_id))
}

const elementsIn = (rows: unknown): string[] =>
  (rows as { element_id?: string; elements?: string[] }[]).flatMap(({ element_id, elements = [] }) =>
    element_id === undefined ? elements : [element_id],
  )

export const needsEndpoints = [
  ...recordEndpoints({
    ...rights,
    type: serviceElement,
    path: '/service-elements',
    tag: 'service elements',
    body: ServiceElementRecord,
    searched: ['element_id', 'name', 'note'],
    filters: ['department'],
  }),
  ...recordEndpoints({
    ...rights,
    type: criteria,
    path: '/criteria',
    tag: 'criteria',
    body: Criteria,
    searched: ['criteria_id', 'note'],
    filters: ['customer_id', 'buying_role', 'source', 'contact_id'],
    dated: { hasEnd: false, within: ['customer_id', 'buying_role', 'contact_id'], today },
    check: async (tx, state) => {
      await checkPerson(tx, state)
      const rows = state.criteria as Criteria['criteria']
      await requireElements(tx, elementsIn(rows))
      if (rows.every(({ points }) => points === 0))
        throw new Refusal('invalid_input', { field: 'criteria', reason: 'no_points' })
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: interview,
    path: '/interviews',
    tag: 'interviews',
    body: Interview,
    searched: ['interview_id', 'note'],
    filters: ['customer_id', 'buying_role', 'contact_id'],
    check: async (tx, state) => {
      await checkPerson(tx, state)
      await requireElements(tx, elementsIn(state.answers ?? []))
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: growthLever,
    path: '/growth-levers',
    tag: 'growth levers',
    body: GrowthLever,
    searched: ['lever_id', 'note', 'quote'],
    filters: ['customer_id', 'element_id', 'currency'],
    dated: { hasEnd: true, today },
    check: async (tx, state) => {
      await checkPerson(tx, state)
      if (state.element_id != null) await requireElements(tx, [String(state.element_id)])
      const { valid_from: from, valid_to: to } = state
      if (typeof to === 'string' && to < String(from)) throw new Refusal('time_order', { from, to })
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: competitor,
    path: '/competitors',
    tag: 'competitors',
    body: Competitor,
    searched: ['competitor_id', 'name', 'note'],
    filters: [],
  }),
  ...recordEndpoints({
    ...rights,
    type: competitorFinding,
    path: '/competitor-findings',
    tag: 'competitor findings',
    body: CompetitorFinding,
    searched: ['finding_id', 'terms', 'note'],
    filters: ['competitor_id', 'element_id', 'segment_id', 'evidence'],
    check: async (tx, state) => {
      await requireCompetitors(tx, [String(state.competitor_id)])
      await requireElements(tx, [String(state.element_id)])
      if (state.segment_id != null) await requireSegment(tx, String(state.segment_id))
      if (state.mark == null && state.percent == null && state.terms == null)
        throw new Refusal('invalid_input', { field: 'mark', reason: 'nothing_seen' })
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: referral,
    path: '/referrals',
    tag: 'referrals',
    body: Referral,
    searched: ['referral_id', 'recommended_name', 'recommended_id'],
    filters: ['customer_id', 'recommended_id', 'evidence'],
    check: async (tx, state, now) => {
      await checkPerson(tx, state)
      const { customer_id, recommended_id, recommended_name, told_on } = state
      if (String(told_on) > newestDay(now)) throw new Refusal('time_order', { told_on, now: now.toISOString() })
      if (recommended_id != null) await requireCustomer(tx, String(recommended_id))
      if (recommended_id == null && recommended_name == null)
        throw new Refusal('invalid_input', { field: 'recommended_id', reason: 'nobody' })
      if (recommended_id === customer_id)
        throw new Refusal('invalid_input', { field: 'recommended_id', reason: 'same' })
      if (recommended_id == null) return
      if (recommended_name != null)
        throw new Refusal('invalid_input', { field: 'recommended_name', reason: 'recommended_id' })
      await requireNewPair(tx, state)
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: needStatement,
    path: '/need-statements',
    tag: 'stated needs',
    body: NeedStatement,
    searched: ['statement_id', 'reason'],
    filters: ['segment_id', 'basis'],
    dated: { hasEnd: false, within: ['segment_id'], today },
    check: async (tx, state) => {
      await requireSegment(tx, String(state.segment_id))
      await requireElements(tx, elementsIn(state.needs ?? []))
    },
  }),
]
