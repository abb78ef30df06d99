/** Bringing in changes no more, and taking out shows no more, than the same person may change and see by hand. */
import { Refusal } from '../../../contract/refusals.ts'
import type { Context } from '../../platform/context.ts'

interface Rights {
  readonly seen: readonly string[]
  /** Beside the right to bring files in; empty where that is right enough: the books of what happened. */
  readonly brought: readonly string[]
}

const one = (seen: string, ...brought: string[]): Rights => ({ seen: [seen], brought })
const STANDARDS = one('standards.read', 'standards.write')
const MASTER_DATA = one('master_data.read', 'master_data.write')
const PRICES = one('prices.read', 'prices.write')
const COSTS = one('costs.read', 'costs.write')
const WORK = one('orders.read')
const STOCK = one('stock.read', 'stock.write')

/** Every kind stands here, so that whoever adds one decides. */
export const KIND_RIGHTS: Readonly<Record<string, Rights>> = {
  segments: STANDARDS,
  standards: STANDARDS,
  service_packages: STANDARDS,
  objectives: STANDARDS,
  allocation_policies: STANDARDS,
  added_services: STANDARDS,
  substitutions: STANDARDS,
  service_floors: STANDARDS,
  recurring_orders: one('orders.read', 'orders.write'),
  requirements: one('orders.read', 'master_data.write'),
  customers: MASTER_DATA,
  contacts: MASTER_DATA,
  locations: MASTER_DATA,
  products: MASTER_DATA,
  carriers: MASTER_DATA,
  lanes: one('orders.read', 'master_data.write'),
  seasons: one('orders.read', 'capacity.write'),
  resources: one('orders.read', 'capacity.write'),
  prices: PRICES,
  agreements: PRICES,
  charges: PRICES,
  tax_rates: PRICES,
  tax_classes: PRICES,
  competitor_prices: PRICES,
  cost_rates: COSTS,
  product_costs: COSTS,
  freight_bills: COSTS,
  orders: WORK,
  promises: WORK,
  shipments: WORK,
  tracking: WORK,
  documents: WORK,
  deliveries: WORK,
  ratings: WORK,
  // What an old system has billed comes in with the rest of its history.
  invoices: one('billing.read'),
  supplies: one('stock.read', 'supply.write'),
  stock: STOCK,
  reservations: STOCK,
  // A flat row tells all of it: the order, the names of customer and product, and the bill.
  history: { seen: ['orders.read', 'master_data.read', 'billing.read'], brought: [] },
}

export function checkMaySee(context: Context, kind: string): void {
  check(context, KIND_RIGHTS[kind]!.seen)
}

export function checkMayBring(context: Context, kind: string): void {
  check(context, KIND_RIGHTS[kind]!.brought)
}

function check({ principal }: Context, needed: readonly string[]): void {
  if (principal.permissions.has('*')) return
  const missing = needed.find((permission) => !principal.permissions.has(permission))
  if (missing) throw new Refusal('not_allowed', { permission: missing })
}
