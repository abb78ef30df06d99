/** What a customer and a contact are made of. */
import type { RecordType } from '../../ledger/index.ts'

export const customer: RecordType = {
  subjectType: 'customer',
  table: 'customers.customer',
  key: 'customer_id',
  columns: ['name', 'segment_id', 'country', 'language', 'currency', 'definition_id'],
  created: 'CustomerRegistered',
  changed: 'CustomerChanged',
}

export const contact: RecordType = {
  subjectType: 'contact',
  table: 'customers.contact',
  key: 'contact_id',
  columns: ['customer_id', 'name', 'buying_role', 'language', 'email', 'phone', 'channel'],
  created: 'ContactRegistered',
  changed: 'ContactChanged',
  personal: ['name', 'email', 'phone'],
}
