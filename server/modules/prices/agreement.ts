/** Who buys on which list and terms, and what an order costs beside its lines. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const agreement: RecordType = {
  subjectType: 'agreement',
  table: 'prices.agreement',
  key: 'agreement_id',
  columns: [
    'name',
    'customer_id',
    'segment_id',
    'list_id',
    'valid_from',
    'valid_to',
    'discount_percent',
    'payment_days',
    'terms',
    'tax_treatment',
  ],
  created: 'AgreementMade',
  changed: 'AgreementChanged',
}

export const charge: RecordType = {
  subjectType: 'charge',
  table: 'prices.charge',
  key: 'charge_id',
  columns: ['name', 'kind', 'agreement_id', 'currency', 'basis', 'valid_from', 'valid_to'],
  children: [
    {
      name: 'rates',
      table: 'prices.charge_rate',
      keys: ['zone', 'from_amount'],
      columns: ['fixed', 'percent', 'per_kilogram'],
      isWhole: true,
    },
  ],
  created: 'ChargePublished',
  changed: 'ChargeChanged',
}

export function checkAgreement(state: State): void {
  if (state.customer_id != null && state.segment_id != null) {
    throw new Refusal('invalid_input', { field: 'segment_id', reason: 'customer_or_segment' })
  }
}

export function checkSighting(state: State): void {
  if ((state.product_id == null) === (state.service_id == null)) {
    throw new Refusal('invalid_input', { field: 'product_id', reason: 'product_or_service' })
  }
}
