/** The rows of a file as orders of the past: when they began, what was promised, when they came, what was known of them. */
import type { Reject } from '../../contract/imports.ts'
import { parseLocalDay } from '../../engines/calendars/index.ts'
import { greatCircleKm } from '../../engines/emissions/index.ts'
import type { Lane, PastOrder } from '../../engines/promising/index.ts'
import { cellText, compileMapping, type MappedRow, type RawRow, type RowMapper } from '../../server/judge-door.ts'
import { columnOf, type WideTable } from './join.ts'
import { type BackTestMapping, type FeatureName, historyMapping } from './mapping.ts'

export interface FileRows {
  read: number
  /** Taken off, no order of a customer, or wished for later: neither kept nor missed by anybody. */
  leftOut: number
  rejected: number
  rejectsByCode: Record<string, number>
}

export interface FileOrders {
  readonly rows: FileRows
  readonly orders: PastOrder[]
  /** The morning after the last thing the file knows of. */
  readonly today: number
}

/** An order before it is known how long the file has watched it. */
type Drawn = Omit<PastOrder, 'days' | 'isOpen'> & { readonly deliveredDays: number | null }

export async function readPastOrders(wide: WideTable, mapping: BackTestMapping, file: string): Promise<FileOrders> {
  const mapper = compileMapping(historyMapping(mapping), wide.headers, wide.mayBeShort)
  for (const field of ['ordered_on', 'delivered_on'])
    if (mapper.position(field) < 0) throw new Error(`a back-test needs ${field.replace('_on', '_at')}`)
  const features = featureReader(wide.headers, mapping, file)
  const rows: FileRows = { read: 0, leftOut: 0, rejected: 0, rejectsByCode: {} }
  const drawn: Drawn[] = []
  for await (const raw of wide.rows()) {
    rows.read += 1
    const order = drawOrder(mapper.map(raw), mapper, () => features(raw))
    if (order === 'left_out') rows.leftOut += 1
    else if (typeof order === 'string') {
      rows.rejected += 1
      rows.rejectsByCode[order] = (rows.rejectsByCode[order] ?? 0) + 1
    } else drawn.push(order)
  }
  const today = drawn.reduce((last, one) => Math.max(last, one.startDay + (one.deliveredDays ?? 0)), 0) + 1
  return { rows, today, orders: drawn.map((order) => seen(order, today)) }
}

const seen = ({ deliveredDays, ...order }: Drawn, today: number): PastOrder => ({
  ...order,
  days: deliveredDays ?? today - 1 - order.startDay,
  isOpen: deliveredDays === null,
})

type Features = Omit<Lane, 'startDay' | 'startMinute'>

function drawOrder(row: MappedRow, mapper: RowMapper, features: () => Features): Drawn | Reject['code'] | 'left_out' {
  if (row.rejects[0]) return row.rejects[0].code
  const cell = (name: string) => row.values[mapper.position(name)] ?? null
  if (cell('cancelled_by') !== null || cell('exclusion') !== null) return 'left_out'
  const startDay = dayOf(cell('ordered_on'))
  if (startDay === null) return 'missing_value'
  // Days that the customer asked for are no days that it took.
  if ((dayOf(cell('requested_from_date')) ?? startDay) > startDay) return 'left_out'
  const [delivered, promised] = [dayOf(cell('delivered_on')), dayOf(cell('promised_to_date'))]
  if ((delivered ?? startDay) < startDay || (promised ?? startDay) < startDay) return 'out_of_range'
  return {
    carrier: cell('carrier_id'),
    service: cell('service') ?? cell('mode'),
    origin: cell('site_id'),
    destination: cell('location_id'),
    destinationCountry: cell('country'),
    productGroup: cell('product_group'),
    ...features(),
    startDay,
    startMinute: minuteOf(cell('ordered_at')),
    givenDays: promised === null ? null : promised - startDay,
    deliveredDays: delivered === null ? null : delivered - startDay,
  }
}

const dayOf = (text: string | null) => (text === null ? null : parseLocalDay(text))

/** `2026-03-12 08:30:00.250+02:00`, by the clock of the mapping's zone. */
const minuteOf = (text: string | null) =>
  text === null ? null : Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16))

export const FEATURE: Readonly<Record<FeatureName, keyof Features>> = {
  origin: 'origin',
  destination: 'destination',
  origin_country: 'originCountry',
  destination_country: 'destinationCountry',
  carrier: 'carrier',
  service: 'service',
  segment: 'segment',
  product_group: 'productGroup',
  preparer: 'preparer',
}

function featureReader(headers: readonly string[], { features, decimal }: BackTestMapping, file: string) {
  const names = Object.entries(features.names).map(
    ([name, column]) => [FEATURE[name as FeatureName], columnOf(headers, column!, file)] as const,
  )
  const numbers = features.numbers.map((column) => columnOf(headers, column, file))
  const distance = features.distance
    ? [...features.distance.from, ...features.distance.to].map((column) => columnOf(headers, column, file))
    : null
  return ({ cells }: RawRow): Features => {
    const textAt = (at: number) => cellText(cells[at]).trim()
    const numberAt = (at: number) => numberOf(textAt(at), decimal)
    const named = names.map(([key, at]) => [key, textAt(at) || null])
    return {
      ...Object.fromEntries(named),
      numbers: [...(distance ? [kilometers(distance.map(numberAt))] : []), ...numbers.map(numberAt)],
    }
  }
}

/** Null: empty, or not a number; the trees know what to do without one. */
function numberOf(text: string, decimal: string): number | null {
  const value = Number(decimal === ',' ? text.replace(',', '.') : text)
  return text === '' || !Number.isFinite(value) ? null : value
}

function kilometers([fromLat, fromLong, toLat, toLong]: readonly (number | null)[]): number | null {
  if (fromLat == null || fromLong == null || toLat == null || toLong == null) return null
  return greatCircleKm({ latitude: fromLat, longitude: fromLong }, { latitude: toLat, longitude: toLong })
}
