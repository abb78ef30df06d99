/** The wholesaler's terms: told for the whole year, drawn apart from everything else so that no order changes with them. */

import { costRateRecords, productCostRecords } from './cost-records.ts'
import { agreementRecords, chargeRecords, priceRecords, sightingRecords, taxRecords } from './price-records.ts'
import { requirementRecords } from './requirement-records.ts'
import { serviceRecords, substitutionRecords } from './service-records.ts'
import { floorRecords, packageRecords, steeringRecords } from './service-terms.ts'
import type { TermRecords } from './term-records.ts'
import type { World } from './world.ts'

/** Example: `termRecords(buildWorld({ seed: 7, orders: 100, endInstant: 1_790_000_000_000 })).prices.length` is about 1600. */
export function termRecords(world: World): TermRecords {
  return {
    service_packages: packageRecords(world),
    ...steeringRecords(world),
    requirements: requirementRecords(world),
    added_services: serviceRecords(world),
    substitutions: substitutionRecords(world),
    prices: priceRecords(world),
    agreements: agreementRecords(world),
    charges: chargeRecords(world),
    tax_rates: taxRecords(world),
    competitor_prices: sightingRecords(world),
    cost_rates: costRateRecords(world),
    product_costs: productCostRecords(world),
    service_floors: floorRecords(world),
  }
}
