/** The records of goods and supply; keys are the field names of the import kinds. */

export interface SupplyRecord {
  supply_id: string
  line_number: number
  kind: 'purchase'
  supplier_id: string
  product_id: string
  location_id: string
  quantity: number
  received: number
  state: 'planned' | 'confirmed' | 'in_transit' | 'closed'
  ordered_on: string
  due_on: string
  counted_on: string | null
  received_on: string | null
}

export interface StockRecord {
  product_id: string
  location_id: string
  bin: string
  lot_id: string | null
  serial: null
  state: 'released' | 'quarantine' | 'damaged' | 'returned_uninspected'
  quantity: number
  produced_on: string | null
  expires_on: string | null
  origin: string | null
  received_on: string
}

export interface ReservationRecord {
  order_id: string
  line_number: number
  location_id: string
  need_on: string
  product_id: string
  quantity: number
}

export interface StockRecords {
  readonly supplies: readonly SupplyRecord[]
  readonly stock: readonly StockRecord[]
  readonly reservations: readonly ReservationRecord[]
}

/** In the order in which one stands on the other. */
export const STOCK_KINDS = ['supplies', 'stock', 'reservations'] as const
