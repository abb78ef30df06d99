/** A row of views.line_verdict in memory and as COPY text. Equal texts mean equal rows, which is how a rebuild compares. */
import { readDay, readInstant, readNumber, writeDay, writeInstant } from './cells.ts'
import { type CopiedRow, escapeField } from './copy-rows.ts'

export interface BasisRecord {
  /** Days since 1970-01-01; null without a window. */
  due: number | null
  outcome: number
  daysLate: number | null
  unitsMilli: number
  valueMinor: number | null
}

export interface LineRecord {
  orderId: string
  lineNumber: number
  customerId: string
  segmentId: string
  siteId: string
  productId: string
  productGroup: string
  lane: string
  carrierId: string
  currency: string
  definitionId: string
  definitionVersion: number
  ruleVersion: number
  dateBasis: number
  exclusion: number
  orderedMilli: number
  acceptedMilli: number
  valueMinor: number | null
  /** In the order of BASES. */
  bases: readonly [BasisRecord, BasisRecord, BasisRecord]
  rights: number
  overall: number
  isDue: boolean
  isProvisional: boolean
  isPromiseStable: boolean | null
  isRequestAccepted: boolean | null
  firstCause: string | null
  /** Separated by blanks. */
  causes: string | null
  reason: string | null
  chargedTo: string | null
  nextChangeAt: number | null
  orderCycleSeconds: number | null
  customerWaitSeconds: number | null
  orderEntrySeconds: number | null
  warehouseSeconds: number | null
  transitSeconds: number | null
  lastMileSeconds: number | null
  orderToCashSeconds: number | null
  orderEntryBusinessSeconds: number | null
  warehouseBusinessSeconds: number | null
  transitBusinessSeconds: number | null
  isCycleInStandard: boolean | null
  ratingCount: number
  ratingSumPpm: number
}

const BASIS_COLUMNS = (basis: string) =>
  ['due', 'outcome', 'days_late', 'units_milli', 'value_minor'].map((c) => `${basis}_${c}`)

/** The columns of a record's text, in order: all of the table but the tenant. */
export const RECORD_COLUMNS = [
  ...['order_id', 'line_number', 'customer_id', 'segment_id', 'site_id', 'product_id', 'product_group', 'lane'],
  ...['carrier_id', 'currency', 'definition_id', 'definition_version', 'rule_version', 'date_basis', 'exclusion'],
  ...['ordered_milli', 'accepted_milli', 'value_minor'],
  ...BASIS_COLUMNS('requested'),
  ...BASIS_COLUMNS('first_promised'),
  ...BASIS_COLUMNS('current_promised'),
  ...['rights', 'overall', 'is_due', 'is_provisional', 'is_promise_stable', 'is_request_accepted', 'first_cause'],
  ...['causes', 'reason', 'charged_to', 'next_change_at', 'order_cycle_seconds', 'customer_wait_seconds'],
  ...['order_entry_seconds', 'warehouse_seconds', 'transit_seconds', 'last_mile_seconds', 'order_to_cash_seconds'],
  ...['order_entry_business_seconds', 'warehouse_business_seconds', 'transit_business_seconds'],
  ...['is_cycle_in_standard', 'rating_count', 'rating_sum_ppm'],
]

const NULL = '\\N'
const number = (value: number | null) => (value === null ? NULL : value)
const flag = (value: boolean | null) => (value === null ? NULL : value ? 't' : 'f')
const text = (value: string | null) => (value === null ? NULL : value)

const basisText = (b: BasisRecord) =>
  `${text(writeDay(b.due))}\t${b.outcome}\t${number(b.daysLate)}\t${b.unitsMilli}\t${number(b.valueMinor)}`

export function writeRecord(r: LineRecord): string {
  const dimensions = `${escapeField(r.orderId)}\t${r.lineNumber}\t${escapeField(r.customerId)}\t${escapeField(r.segmentId)}\t${escapeField(r.siteId)}\t${escapeField(r.productId)}\t${escapeField(r.productGroup)}\t${escapeField(r.lane)}\t${escapeField(r.carrierId)}\t${r.currency}`
  const rule = `${escapeField(r.definitionId)}\t${r.definitionVersion}\t${r.ruleVersion}\t${r.dateBasis}\t${r.exclusion}`
  const amounts = `${r.orderedMilli}\t${r.acceptedMilli}\t${number(r.valueMinor)}`
  const bases = `${basisText(r.bases[0])}\t${basisText(r.bases[1])}\t${basisText(r.bases[2])}`
  const checks = `${r.rights}\t${r.overall}\t${flag(r.isDue)}\t${flag(r.isProvisional)}\t${flag(r.isPromiseStable)}\t${flag(r.isRequestAccepted)}`
  const causes = `${text(r.firstCause)}\t${text(r.causes)}\t${text(r.reason)}\t${text(r.chargedTo)}\t${text(writeInstant(r.nextChangeAt))}`
  const cycle = `${number(r.orderCycleSeconds)}\t${number(r.customerWaitSeconds)}\t${number(r.orderEntrySeconds)}\t${number(r.warehouseSeconds)}\t${number(r.transitSeconds)}\t${number(r.lastMileSeconds)}\t${number(r.orderToCashSeconds)}`
  const business = `${number(r.orderEntryBusinessSeconds)}\t${number(r.warehouseBusinessSeconds)}\t${number(r.transitBusinessSeconds)}`
  return `${dimensions}\t${rule}\t${amounts}\t${bases}\t${checks}\t${causes}\t${cycle}\t${business}\t${flag(r.isCycleInStandard)}\t${r.ratingCount}\t${r.ratingSumPpm}`
}

export function readRecord(row: CopiedRow): LineRecord {
  return {
    orderId: row[0]!,
    lineNumber: Number(row[1]),
    customerId: row[2]!,
    segmentId: row[3]!,
    siteId: row[4]!,
    productId: row[5]!,
    productGroup: row[6]!,
    lane: row[7]!,
    carrierId: row[8]!,
    currency: row[9]!,
    definitionId: row[10]!,
    definitionVersion: Number(row[11]),
    ruleVersion: Number(row[12]),
    dateBasis: Number(row[13]),
    exclusion: Number(row[14]),
    orderedMilli: Number(row[15]),
    acceptedMilli: Number(row[16]),
    valueMinor: readNumber(row[17]!),
    bases: [readBasis(row, 18), readBasis(row, 23), readBasis(row, 28)],
    rights: Number(row[33]),
    overall: Number(row[34]),
    isDue: row[35] === 't',
    isProvisional: row[36] === 't',
    isPromiseStable: readFlag(row[37]!),
    isRequestAccepted: readFlag(row[38]!),
    firstCause: row[39]!,
    causes: row[40]!,
    reason: row[41]!,
    chargedTo: row[42]!,
    nextChangeAt: readInstant(row[43]!),
    orderCycleSeconds: readNumber(row[44]!),
    customerWaitSeconds: readNumber(row[45]!),
    orderEntrySeconds: readNumber(row[46]!),
    warehouseSeconds: readNumber(row[47]!),
    transitSeconds: readNumber(row[48]!),
    lastMileSeconds: readNumber(row[49]!),
    orderToCashSeconds: readNumber(row[50]!),
    orderEntryBusinessSeconds: readNumber(row[51]!),
    warehouseBusinessSeconds: readNumber(row[52]!),
    transitBusinessSeconds: readNumber(row[53]!),
    isCycleInStandard: readFlag(row[54]!),
    ratingCount: Number(row[55]),
    ratingSumPpm: Number(row[56]),
  }
}

const readFlag = (cell: string | null) => (cell === null ? null : cell === 't')

const readBasis = (row: CopiedRow, at: number): BasisRecord => ({
  due: readDay(row[at]!),
  outcome: Number(row[at + 1]),
  daysLate: readNumber(row[at + 2]!),
  unitsMilli: Number(row[at + 3]),
  valueMinor: readNumber(row[at + 4]!),
})
