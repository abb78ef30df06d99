/** Which settlement a kind of file goes through. */

import { settleDocuments } from './documents.ts'
import { settleHistory } from './history.ts'
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
import type { Scope } from './scope.ts'
import { settleDeliveries, settleInvoices, settleRatings, settleShipments, settleTracking } from './work.ts'

export const SETTLEMENTS: Readonly<Record<string, (scope: Scope) => Promise<void>>> = {
  segments: settleSegments,
  standards: settleStandards,
  customers: settleCustomers,
  contacts: settleContacts,
  locations: settleLocations,
  products: settleProducts,
  carriers: settleCarriers,
  orders: settleOrders,
  promises: settlePromiseVersions,
  shipments: settleShipments,
  tracking: settleTracking,
  documents: settleDocuments,
  deliveries: settleDeliveries,
  invoices: settleInvoices,
  ratings: settleRatings,
  history: settleHistory,
}
