/**
 * What a customer wishes and what could serve it: the problem that offers are built from.
 *
 * Days are local days as integers: of the site for goods and departures, of the destination for promises; the two differ
 * by at most a day and are compared as calendar dates. Quantities are thousandths of the base unit, masses grams, money
 * minor units of one currency.
 */
import type { BusinessDays } from '../calendars/index.ts'
import type { Pool } from './catp.ts'

export interface SubstituteView {
  readonly productId: string
  /** One base unit of the wished product is replaced by numerator/denominator of this one. */
  readonly numerator: number
  readonly denominator: number
  /** `ask`: the customer has to agree to it; `auto`: agreed beforehand. */
  readonly consent: 'ask' | 'auto'
  readonly gramsPerUnit: number
}

export interface WishLine {
  readonly lineNumber: number
  readonly kind: 'goods' | 'service'
  readonly productId: string
  readonly quantityMilli: number
  /** 0: not known. */
  readonly gramsPerUnit: number
  /** Not earlier than this day; null: no wish. */
  readonly requestedFrom: number | null
  /** Wished by this day; null: as soon as possible. */
  readonly requestedTo: number | null
  readonly substitutes: readonly SubstituteView[]
  /** What the line takes of a site's day, by kind of resource: lines to pick, minutes of service. */
  readonly work: Readonly<Record<string, number>>
  /** Such as `cold`: only lanes that can do it are offered. */
  readonly handling: readonly string[]
}

export interface LaneView {
  readonly laneId: string
  readonly carrierId: string
  readonly service: string | null
  readonly isExpedite: boolean
  departsOn(day: number): boolean
  /** With vehicles beyond the usual day's. Absent: as `departsOn`. */
  departsInHaste?(day: number): boolean
  /** Days on which the carrier moves goods. */
  readonly calendar: BusinessDays
  /** Business days of the carrier between a departure and arrival, at the quantile to be promised. */
  transitDays(departureDay: number): number
  /** Chance that transit takes at most so many business days of the carrier; null: nothing is known of this lane. */
  chanceWithin(days: number, departureDay: number): number | null
  readonly handling: readonly string[]
  /** Null: no limit. */
  readonly maxGrams: number | null
  /** Freight of one departure; null: not known. */
  costMinor(grams: number): number | null
  /** Grams of CO₂e of one departure; null: not known. */
  emissionGrams(grams: number): number | null
}

export interface SiteView {
  readonly siteId: string
  readonly calendar: BusinessDays
  /** The day that an order received now counts for: today before the cut-off of an open day, else the next open day. */
  readonly firstDay: number
  readonly lanes: readonly LaneView[]
  /** Absent: the site keeps no stock of the product. */
  pool(productId: string): Pool | undefined
  /** What is left of a resource on a day; infinite where nothing limits it. */
  freeCapacity(kind: string, day: number): number
  /** The same with the overtime that wishes in haste may use. Absent: there is none. */
  capacityInHaste?(kind: string, day: number): number
  /** What a unit of overtime costs us; null: not known. */
  overtimeCostMinor?(kind: string): number | null
  /** Business days of the site from goods at hand to goods at the dock. */
  readonly handlingDays: number
}

export interface Wish {
  readonly lines: readonly WishLine[]
  readonly sites: readonly SiteView[]
  /** Days on which the consignee takes goods. */
  readonly receiving: BusinessDays
  /** Consignments that one order may be split into; 1: all at once. */
  readonly partsMax: number
  /** How sure supply is to be there on the day it is counted for. */
  readonly supplyChance: number
  /** Nothing is promised beyond this day. */
  readonly lastDay: number
  readonly objective: Objective
}

/** What the company wants first: `lowest_cost`, `stock_at_level` (goods that are there already before goods to come), `speed`. */
export type Objective = 'lowest_cost' | 'stock_at_level' | 'speed'
