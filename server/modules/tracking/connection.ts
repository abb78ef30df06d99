/** A way in which a carrier tells us by itself. */
import type { RecordType } from '../../ledger/index.ts'

export const carrierConnection: RecordType = {
  subjectType: 'carrier_connection',
  table: 'tracking.connection',
  key: 'connection_id',
  columns: ['name', 'carrier_id', 'auth', 'zone', 'mapping', 'is_active'],
  created: 'CarrierConnectionDefined',
  changed: 'CarrierConnectionChanged',
}

/** What belongs in a seal, so that one connection's secret opens for no other. */
export const sealedFor = (tenantId: string, connectionId: string) => `connection ${tenantId} ${connectionId}`
