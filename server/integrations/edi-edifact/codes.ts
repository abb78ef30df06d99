/**
 * Codes of IFTSTA in our words. The status of transport is coded by UN/ECE Recommendation 24 (the directory's own list of 4405
 * is not for transport), the reason by 9013. Categories other than transport (9015 = 1) are not read: `unmapped`.
 */
import type { ToldEvent } from '../../modules/tracking/index.ts'

type Reason = NonNullable<ToldEvent['reason']>
export type Word = Pick<ToldEvent, 'step' | 'closesFlag'>

const step = (step_: ToldEvent['step'], closesFlag = false): Word => ({ step: step_, closesFlag })

const ARRIVED = step({
  origin: 'pickup_arrived',
  destination: 'arrived_consignee',
  between: 'arrived_facility',
  unknown: 'arrived_facility',
})

const STATUS = new Map<string, Word>([
  ['1', ARRIVED],
  ['3', step('damaged')],
  ['6', step('carrier_informed')],
  ['7', step('cancelled')],
  ...['8', '9', '12'].map((code): [string, Word] => [code, step('customs_released')]),
  ...['13', '27'].map((code): [string, Word] => [code, step('picked_up')]),
  ['16', step('border_crossed')],
  ['17', step('customs_held')],
  ['18', step('damaged')],
  ...['20', '25'].map((code): [string, Word] => [code, step('delayed')]),
  ...['21', '22'].map((code): [string, Word] => [code, step('delivered')]),
  ['23', step('attempt_failed')],
  ['24', step('departed')],
  ['31', step('in_transit')],
  ['36', step('lost')],
  ['37', step('lost', true)],
  ['40', step('arrived_facility')],
  ['44', step('misrouted', true)],
])

export function statusOf(category: string, status: string): Word {
  const isTransport = category === '1' || category === ''
  return (isTransport && STATUS.get(status)) || step('unmapped')
}

const REASON = new Map<string, Reason>([
  ['23', 'mechanical'],
  ['18', 'accident'],
  ['16', 'missort'],
  ['13', 'customs_docs'],
  ['24', 'customs_process'],
  ['9', 'address_incorrect'],
  ['1', 'address_incorrect'],
  ['6', 'consignee_absent'],
  ['7', 'consignee_closed'],
  ...['8', '12', '15'].map((code): [string, Reason] => [code, 'customer_reschedule']),
  ['3', 'refused'],
  ['11', 'payment'],
  ['14', 'damage'],
  ['19', 'shortage'],
  ['17', 'shipper_not_ready'],
  ['20', 'civil'],
  ['4', 'security'],
  ['10', 'system'],
])

export const reasonOf = (code: string): Reason | null => REASON.get(code) ?? null
