/** Which settlement a kind of file goes through. */

import { settleCostRates, settleFreightBills, settleProductCosts } from './costs.ts'
import { settleDocuments } from './documents.ts'
import { settleHistory } from './history.ts'
import { settleLanes } from './lanes.ts'
import {
  settleCarriers,
  settleContacts,
  settleCustomers,
  settleLocations,
  settleProducts,
  settleSegments,
  settleStandards,
} from './master-data.ts'
import { settleOrders, settlePromiseVersions } from './orders.ts'
import {
  settleAgreements,
  settleCharges,
  settleCompetitorPrices,
  settlePrices,
  settleTaxClasses,
  settleTaxRates,
} from './prices.ts'
import { settleRecurringOrders } from './recurring-orders.ts'
import { settleResources } from './resources.ts'
import type { Scope } from './scope.ts'
import { settleSeasons } from './seasons.ts'
import { settleReservationRows, settleStockRows, settleSupplyRows } from './stock.ts'
import {
  settleAddedServices,
  settleAllocationPolicies,
  settleObjectives,
  settleRequirements,
  settleServiceFloors,
  settleServicePackages,
  settleSubstitutions,
} from './terms.ts'
import { settleDeliveries, settleInvoices, settleRatings, settleShipments, settleTracking } from './work.ts'

export const SETTLEMENTS: Readonly<Record<string, (scope: Scope) => Promise<void>>> = {
  segments: settleSegments,
  standards: settleStandards,
  customers: settleCustomers,
  contacts: settleContacts,
  locations: settleLocations,
  products: settleProducts,
  carriers: settleCarriers,
  lanes: settleLanes,
  seasons: settleSeasons,
  resources: settleResources,
  service_packages: settleServicePackages,
  objectives: settleObjectives,
  allocation_policies: settleAllocationPolicies,
  requirements: settleRequirements,
  added_services: settleAddedServices,
  substitutions: settleSubstitutions,
  prices: settlePrices,
  agreements: settleAgreements,
  charges: settleCharges,
  tax_rates: settleTaxRates,
  tax_classes: settleTaxClasses,
  competitor_prices: settleCompetitorPrices,
  service_floors: settleServiceFloors,
  recurring_orders: settleRecurringOrders,
  cost_rates: settleCostRates,
  product_costs: settleProductCosts,
  orders: settleOrders,
  promises: settlePromiseVersions,
  shipments: settleShipments,
  freight_bills: settleFreightBills,
  tracking: settleTracking,
  documents: settleDocuments,
  deliveries: settleDeliveries,
  invoices: settleInvoices,
  ratings: settleRatings,
  supplies: settleSupplyRows,
  stock: settleStockRows,
  reservations: settleReservationRows,
  history: settleHistory,
}
