/** What a claim is made of, which days it may be made in, and where the record says that goods came to harm. */
import {
  CLAIM_KINDS,
  type ClaimPolicy,
  type ClaimWay,
  DISPOSITIONS,
  type HarmEvidence,
  type HarmStage,
  type NewClaim,
} from '../../../contract/claims.ts'
import type { RecordType } from '../../ledger/index.ts'

export const claim: RecordType = {
  subjectType: 'claim',
  table: 'claims.claim',
  key: 'claim_id',
  columns: [
    ...['customer_id', 'order_id', 'kind', 'wish', 'channel', 'state', 'comment', 'decision_text', 'opened_at'],
    ...['delivered_on', 'is_late', 'stage', 'evidence', 'shipment_id', 'carrier_id', 'decided_at', 'decided_by'],
    ...['credit_invoice_id', 'currency', 'return_state', 'return_location_id', 'recovery_state', 'recovery_due_on'],
    ...['recovered_minor', 'recovery_note'],
  ],
  children: [
    {
      name: 'lines',
      table: 'claims.claim_line',
      keys: ['line_number'],
      columns: [
        ...['product_id', 'quantity', 'condition', 'returned_quantity', 'disposition', 'credited_minor'],
        ...['replaced_quantity', 'replacement_order_id', 'replacement_line_number'],
      ],
    },
  ],
  created: 'ClaimOpened',
  changed: 'ClaimChanged',
  personal: ['comment', 'decision_text', 'recovery_note'],
  eventTime: 'opened_at',
}

export const claimPolicy: RecordType = {
  subjectType: 'claim_policy',
  table: 'claims.policy',
  key: 'policy_id',
  columns: [
    'segment_id',
    'visible_days',
    'concealed_days',
    'return_days',
    'carrier_days',
    'self_service',
    'dispositions',
  ],
  created: 'ClaimPolicySet',
  changed: 'ClaimPolicyChanged',
}

export type Days = Pick<ClaimPolicy, 'visible_days' | 'concealed_days' | 'return_days' | 'carrier_days'>
export type Rules = Days & Pick<ClaimPolicy, 'self_service' | 'dispositions'>
export const USUAL_RULES: Rules = {
  ...{ visible_days: 3, concealed_days: 7, return_days: 14, carrier_days: 7 },
  ...{ self_service: [...CLAIM_KINDS], dispositions: [...DISPOSITIONS] },
}

/** Days after delivery in which a customer may claim this by itself. */
export function daysFor({ kind, lines }: Pick<NewClaim, 'kind' | 'lines'>, days: Days): number {
  if (kind === 'return') return days.return_days
  const isConcealed = kind === 'damage' && lines.some(({ condition }) => condition === 'DMG_CONCEALED')
  return isConcealed || kind === 'other' ? Math.max(days.concealed_days, days.visible_days) : days.visible_days
}

const DAY_MS = 86_400_000
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** What a customer may tell of something delivered that day by itself, and up to which day. */
export function waysOf(delivered_on: string, rules: Rules, today: string): ClaimWay[] {
  const kinds = rules.self_service.flatMap((kind) =>
    (kind === 'damage' ? [false, true] : [false]).map((is_concealed) => ({ kind, is_concealed })),
  )
  return kinds.map(({ kind, is_concealed }) => {
    const condition = is_concealed ? ('DMG_CONCEALED' as const) : null
    const until = addDays(delivered_on, daysFor({ kind, lines: [{ line_number: 1, quantity: 1, condition }] }, rules))
    return { kind, is_concealed, until, is_open: until >= today }
  })
}

export interface HarmFacts {
  /** Of the same product at the same site, in the days before it left. */
  readonly wasMovedToDamaged: boolean
  readonly leftShort: boolean
  readonly carrierReported: boolean
  /** What was noted at the door: a condition other than intact, or something refused. */
  readonly notedAtDoor: boolean
  readonly signedClean: boolean
}

/**
 * The earliest stage that the record speaks of. Goods signed for as intact may have come to harm in their packing or on the
 * way: the record does not tell which, so neither do we.
 */
export function findStage(kind: NewClaim['kind'], facts: HarmFacts): { stage: HarmStage; evidence: HarmEvidence } {
  if (kind === 'shortage' && facts.leftShort) return { stage: 'packing', evidence: 'left_short' }
  if (kind === 'damage' && facts.carrierReported) return { stage: 'transport', evidence: 'carrier_reported' }
  if (kind === 'damage' && facts.wasMovedToDamaged) return { stage: 'storage', evidence: 'moved_to_damaged' }
  if (kind === 'wrong_goods')
    return { stage: 'packing', evidence: facts.notedAtDoor ? 'noted_at_door' : 'nothing_recorded' }
  if (facts.notedAtDoor) return { stage: 'transport', evidence: 'noted_at_door' }
  return { stage: 'unknown', evidence: facts.signedClean ? 'signed_clean' : 'nothing_recorded' }
}
