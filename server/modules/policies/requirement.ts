/** What must be observed for a customer, a place or a product. */
import { Refusal } from '../../../contract/refusals.ts'
import { REQUIREMENT_NEEDS } from '../../../contract/requirement-needs.ts'
import type { Requirement } from '../../../contract/requirements.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const requirement: RecordType = {
  subjectType: 'requirement',
  table: 'policies.requirement',
  key: 'requirement_id',
  columns: [
    'customer_id',
    'location_id',
    'product_id',
    'kind',
    'need',
    'text',
    'openings',
    'contact_id',
    'least_celsius',
    'most_celsius',
    'steps',
    'valid_from',
    'valid_to',
  ],
  created: 'RequirementRecorded',
  changed: 'RequirementChanged',
}

const SUBJECTS = ['customer', 'location', 'product'] as const
export type RequirementSource = (typeof SUBJECTS)[number]

/** A requirement as it applies to a line, with what it was recorded for. */
export interface RequirementMet extends Requirement {
  readonly sources: readonly RequirementSource[]
}

export const withSources = (stored: Requirement): RequirementMet => ({
  ...stored,
  sources: SUBJECTS.filter((subject) => stored[`${subject}_id`] != null),
})

/** Refuses a requirement of nobody, a need that its kind does not know, a window without hours, and ends before starts. */
export function checkRequirement(state: State): void {
  const { kind, need, openings, least_celsius: least, most_celsius: most } = state as unknown as Requirement
  if (!withSources(state as unknown as Requirement).sources.length) {
    throw new Refusal('invalid_input', { field: 'customer_id', reason: 'requirement_of_nobody' })
  }
  const needs: readonly string[] = REQUIREMENT_NEEDS[kind]
  if (need && !needs.includes(need)) throw new Refusal('invalid_input', { field: 'need', allowed: needs })
  if (kind === 'window' && !openings) throw new Refusal('invalid_input', { field: 'openings', reason: 'missing' })
  if (least != null && most != null && least > most) throw new Refusal('invalid_input', { field: 'most_celsius' })
}
