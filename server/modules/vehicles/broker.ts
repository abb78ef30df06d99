/** The broker from which positions are heard: a record, its seal, and when to try again. */
import type { RecordType } from '../../ledger/index.ts'

export const positionBroker: RecordType = {
  subjectType: 'position_broker',
  table: 'vehicles.broker',
  key: 'broker_id',
  columns: ['is_on', 'url', 'username', 'topic', 'are_phones'],
  created: 'PositionBrokerSet',
  changed: 'PositionBrokerChanged',
  personal: ['username'],
}

/** A company has one. */
export const BROKER_ID = 'positions'

/** What belongs in a seal, so that one company's password opens for no other. */
export const brokerSeal = (tenantId: string) => `position broker ${tenantId}`

const FIRST_MS = 5_000
const LONGEST_MS = 10 * 60_000

/** Ever more rarely while it fails. */
export const nextConnecting = (now: Date, failures: number): Date =>
  new Date(now.getTime() + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10)))
