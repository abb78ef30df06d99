/**
 * Codes of X12 214 in our words: status (1650), appointment (1652), reason (1651) and time zone (623).
 * What stands in none of these lists is `unmapped`, kept as it was told.
 */
import type { ToldEvent } from '../../modules/tracking/index.ts'

type Reason = NonNullable<ToldEvent['reason']>
export type Word = Pick<ToldEvent, 'step' | 'lifecycle'>

const actual = (step: ToldEvent['step']): Word => ({ step, lifecycle: 'actual' })
const words = (list: Readonly<Record<string, Word>>) => new Map(Object.entries(list))

const STATUS = words({
  XB: actual('carrier_informed'),
  X3: actual('pickup_arrived'),
  X8: actual('pickup_arrived'),
  CP: actual('loaded'),
  AM: actual('loaded'),
  AF: actual('picked_up'),
  P1: actual('departed'),
  X4: actual('arrived_facility'),
  K1: actual('customs_presented'),
  X6: actual('out_for_delivery'),
  X1: actual('arrived_consignee'),
  X5: actual('arrived_consignee'),
  AV: actual('ready_for_collection'),
  AW: actual('ready_for_collection'),
  AH: actual('attempt_failed'),
  AP: actual('attempt_failed'),
  D1: actual('delivered'),
  PA: actual('delivered_partial'),
  A7: actual('refused'),
  A3: actual('returned'),
  CA: actual('cancelled'),
  SD: actual('delayed'),
  A9: actual('damaged'),
  AG: { step: 'eta_updated', lifecycle: 'estimated' },
  X2: { step: 'eta_updated', lifecycle: 'estimated' },
  B6: { step: 'eta_updated', lifecycle: 'estimated' },
  C1: { step: 'departed', lifecycle: 'estimated' },
})

/** A delay whose reason says more than that it is late. */
const DELAYS = new Map<string, ToldEvent['step']>([
  ...['CA', 'AS'].map((reason) => [reason, 'customs_held'] as const),
  ...['A2', 'A5', 'A6'].map((reason) => [reason, 'address_problem'] as const),
  ...['B4', 'BC', 'C2'].map((reason) => [reason, 'held'] as const),
  ['AA', 'misrouted'],
  ['BT', 'returning'],
])

const APPOINTMENT = words({
  X9: { step: 'appointment_set', lifecycle: 'planned' },
  AA: { step: 'pickup_arrived', lifecycle: 'planned' },
  AB: { step: 'arrived_consignee', lifecycle: 'planned' },
  EP: { step: 'pickup_arrived', lifecycle: 'requested' },
  LP: { step: 'pickup_arrived', lifecycle: 'requested' },
  ED: { step: 'arrived_consignee', lifecycle: 'requested' },
  LD: { step: 'arrived_consignee', lifecycle: 'requested' },
})

const REASON = new Map<string, Reason>(
  (
    [
      ['weather', 'AO'],
      ['road_traffic', 'BE'],
      ['mechanical', 'AI'],
      ['accident', 'AF BP BR'],
      ['driver', 'AH D2'],
      ['missort', 'AA'],
      ['carrier_error', 'D1 AJ AL BI'],
      ['capacity', 'P4 T1 T2 T3 T4 T5 T6 T7 BH'],
      ['customs_docs', 'AR AS BC'],
      ['customs_process', 'CA BD F1 F2'],
      ['address_incorrect', 'A2 A5'],
      ['consignee_absent', 'AQ'],
      ['consignee_closed', 'B1 AN B9'],
      ['customer_reschedule', 'AD BJ C3 HB'],
      ['refused', 'BS'],
      ['payment', 'B4 C8 C9 C2'],
      ['damage', 'AK'],
      ['shortage', 'S1'],
      ['shipper_not_ready', 'AM AW AX AY P3'],
      ['civil', 'AU'],
      ['system', 'BF'],
      ['other', 'BG A1'],
    ] as const
  ).flatMap(([reason, codes]) => codes.split(' ').map((code) => [code, reason] as const)),
)

export const reasonOf = (code: string): Reason | null => REASON.get(code) ?? null

const UNMAPPED = actual('unmapped')

export function statusOf(status: string, reason: string): Word {
  if (status === 'SD' && DELAYS.has(reason)) return actual(DELAYS.get(reason)!)
  if (status === 'D1' && reason === 'S1') return actual('delivered_partial')
  return STATUS.get(status) ?? UNMAPPED
}

export const appointmentOf = (code: string): Word => APPOINTMENT.get(code) ?? UNMAPPED

/** Time goes by the place's own clock, by a clock of standard or of daylight time all year, or by hours from Greenwich. */
const ZONES = new Map<string, string>([
  ['UT', 'UTC'],
  ['GM', 'UTC'],
  ...(
    [
      ['E', 'America/New_York', 5],
      ['C', 'America/Chicago', 6],
      ['M', 'America/Denver', 7],
      ['P', 'America/Los_Angeles', 8],
      ['A', 'America/Anchorage', 9],
      ['H', 'Pacific/Honolulu', 10],
      ['T', 'America/Halifax', 4],
    ] as const
  ).flatMap(([letter, zone, west]): [string, string][] => [
    [`${letter}T`, zone],
    [`${letter}S`, `Etc/GMT+${west}`],
    [`${letter}D`, `Etc/GMT+${west - 1}`],
  ]),
  ['NT', 'America/St_Johns'],
  ...Array.from({ length: 12 }, (_, at): [string, string] => [String(at + 1).padStart(2, '0'), `Etc/GMT-${at + 1}`]),
  ...Array.from({ length: 12 }, (_, at): [string, string] => [String(at + 13), `Etc/GMT+${12 - at}`]),
])

/** Null: local to the place of the event. */
export const zoneOf = (code: string): string | null => ZONES.get(code) ?? null
