/** Endpoints of cost rates, costs of goods and freight bills. */
import { CostRate, FreightBill, ProductCost } from '../../../contract/costs.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { requireCarrier } from '../carriers/index.ts'
import { requireLocation } from '../locations/index.ts'
import { requireProducts } from '../products/index.ts'
import { requireShipment } from '../shipments/index.ts'
import { costRate, freightBill, productCost } from './records.ts'

const rights = { read: 'costs.read', write: 'costs.write' }
/** Of who names no day, it is that of UTC. */
const today = async (_: Tx, now: Date) => now.toISOString().slice(0, 10)

export const costEndpoints = [
  ...recordEndpoints({
    ...rights,
    type: costRate,
    path: '/cost-rates',
    tag: 'cost rates',
    body: CostRate,
    searched: ['rate_id', 'driver', 'site_id', 'note'],
    filters: ['driver', 'site_id', 'currency'],
    dated: { hasEnd: false, within: ['driver', 'site_id', 'currency'], today },
    check: async (tx, { site_id }) => {
      if (site_id != null) await requireLocation(tx, String(site_id))
    },
  }),
  ...recordEndpoints({
    ...rights,
    type: productCost,
    path: '/product-costs',
    tag: 'costs of goods',
    body: ProductCost,
    searched: ['cost_id', 'product_id'],
    filters: ['product_id', 'currency'],
    dated: { hasEnd: false, within: ['product_id', 'currency'], today },
    check: (tx, { product_id }) => requireProducts(tx, [String(product_id)]),
  }),
  ...recordEndpoints({
    ...rights,
    type: freightBill,
    path: '/freight-bills',
    tag: 'freight bills',
    body: FreightBill,
    searched: ['bill_id', 'shipment_id', 'carrier_id', 'note'],
    filters: ['shipment_id', 'carrier_id'],
    check: async (tx, { shipment_id, carrier_id }) => {
      await requireShipment(tx, String(shipment_id))
      if (carrier_id != null) await requireCarrier(tx, String(carrier_id))
    },
  }),
]
