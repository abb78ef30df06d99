/** What the company says of its costs: rates by driver, costs of goods, and what carriers billed. */
import type { RecordType } from '../../ledger/index.ts'

export const costRate: RecordType = {
  subjectType: 'cost_rate',
  table: 'costs.rate',
  key: 'rate_id',
  columns: ['driver', 'site_id', 'valid_from', 'currency', 'amount', 'note'],
  created: 'CostRateSet',
  changed: 'CostRateCorrected',
}

export const productCost: RecordType = {
  subjectType: 'product_cost',
  table: 'costs.product_cost',
  key: 'cost_id',
  columns: ['product_id', 'valid_from', 'currency', 'unit_cost'],
  created: 'ProductCostSet',
  changed: 'ProductCostCorrected',
}

export const freightBill: RecordType = {
  subjectType: 'freight_bill',
  table: 'costs.freight_bill',
  key: 'bill_id',
  columns: ['shipment_id', 'carrier_id', 'billed_on', 'currency', 'amount_minor', 'note'],
  created: 'FreightBillRecorded',
  changed: 'FreightBillCorrected',
}
