/** Settles cost rates, costs of goods and freight bills. */
import { costRate, freightBill, productCost } from '../../../modules/costs/index.ts'
import { headsOf, type Named, PRODUCT, rejectTaken, requireNamed } from './flat.ts'
import { dropRejected, rejectRepeated, type Scope, settle } from './scope.ts'

const SITE: Named = ['site_id', 'locations.location', 'location_id', 'unknown_location']
const SHIPMENT: Named = ['shipment_id', 'shipments.shipment', 'shipment_id', 'unknown_shipment']
const CARRIER: Named = ['carrier_id', 'carriers.carrier', 'carrier_id', 'unknown_carrier']

export async function settleCostRates(scope: Scope): Promise<void> {
  await requireNamed(scope, [SITE])
  await rejectRepeated(scope, ['rate_id'])
  // A general rate and a site's own may begin on the same day.
  const same = ['driver', 'currency', 'valid_from']
  await rejectTaken(scope, costRate, same, scope.given.has('site_id') ? ['site_id'] : [])
  await dropRejected(scope)
  await settle(scope, costRate, headsOf(scope, costRate))
}

export async function settleProductCosts(scope: Scope): Promise<void> {
  await requireNamed(scope, [PRODUCT])
  await rejectRepeated(scope, ['cost_id'])
  await rejectTaken(scope, productCost, ['product_id', 'currency', 'valid_from'])
  await dropRejected(scope)
  await settle(scope, productCost, headsOf(scope, productCost))
}

export async function settleFreightBills(scope: Scope): Promise<void> {
  await requireNamed(scope, [SHIPMENT, CARRIER])
  await rejectRepeated(scope, ['bill_id'])
  await dropRejected(scope)
  await settle(scope, freightBill, headsOf(scope, freightBill))
}
