/** Products that may stand in for others. A chain of more than one step is never followed. */
import type { Substitution } from '../../../contract/added-services.ts'
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const substitution: RecordType = {
  subjectType: 'substitution',
  table: 'policies.substitution',
  key: 'substitution_id',
  columns: [
    'product_id',
    'substitute_id',
    'numerator',
    'denominator',
    'direction',
    'consent',
    'price_rule',
    'valid_from',
    'valid_to',
  ],
  children: [
    {
      name: 'consents',
      table: 'policies.substitution_consent',
      keys: ['customer_id'],
      columns: ['consent'],
      isWhole: true,
    },
  ],
  created: 'SubstitutionAllowed',
  changed: 'SubstitutionChanged',
}

/** One product that may come instead of another, seen from the ordered one. */
export interface Substitute {
  readonly substitution_id: string
  readonly product_id: string
  readonly substitute_id: string
  /** One base unit of the ordered product is replaced by numerator/denominator base units of the substitute. */
  readonly numerator: number
  readonly denominator: number
  readonly consent: Exclude<Substitution['consent'], 'never'>
  readonly price_rule: Substitution['price_rule']
}

export function checkSubstitution(state: State): void {
  if (state.product_id === state.substitute_id) {
    throw new Refusal('invalid_input', { field: 'substitute_id', reason: 'same_product' })
  }
}
