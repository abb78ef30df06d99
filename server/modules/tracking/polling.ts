/** Asking one carrier in intervals: a record beside its connection, and when to ask again. */
import type { RecordType } from '../../ledger/index.ts'

export const carrierPolling: RecordType = {
  subjectType: 'carrier_polling',
  table: 'tracking.polling',
  key: 'connection_id',
  columns: ['is_on', 'url', 'header_name', 'every_minutes'],
  created: 'CarrierPollingSet',
  changed: 'CarrierPollingChanged',
  personal: ['url'],
}

/** What belongs in a seal, so that one carrier's secret opens for no other. */
export const pollingSeal = (tenantId: string, connectionId: string) => `polling ${tenantId} ${connectionId}`

const MINUTE_MS = 60_000
const LONGEST_MS = 6 * 60 * MINUTE_MS

/** A minute while it works; ever more rarely while it does not, and never before the carrier's own wish. */
export function nextAsking(now: Date, failures: number, retryAfterMs: number | null): Date {
  const pause = failures === 0 ? MINUTE_MS : Math.min(LONGEST_MS, 5 * MINUTE_MS * 2 ** Math.min(failures - 1, 10))
  return new Date(now.getTime() + Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_MS)))
}
