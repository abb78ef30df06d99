import type { RecordKind } from '../../lib/records/record-kind.ts'
import { BUYING_ROLES, CHANNELS, LANGUAGES } from '../../lib/value-lists.ts'

export const customerKind: RecordKind = {
  id: 'customers',
  path: '/customers',
  key: 'customer_id',
  icon: 'customers',
  writeRight: 'master_data.write',
  fields: [
    { name: 'customer_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'segment_id', type: 'lookup', from: { path: '/segments', key: 'segment_id' } },
    { name: 'country', type: 'code', hasHint: true },
    { name: 'language', type: 'choice', values: LANGUAGES, valueList: 'language' },
    { name: 'currency', type: 'code', hasHint: true },
    { name: 'definition_id', type: 'lookup', from: { path: '/otif-definitions', key: 'definition_id' }, hasHint: true },
  ],
}

export const contactKind: RecordKind = {
  id: 'contacts',
  path: '/contacts',
  key: 'contact_id',
  icon: 'people',
  writeRight: 'master_data.write',
  fields: [
    { name: 'contact_id', type: 'code', isRequired: true },
    {
      name: 'customer_id',
      label: 'customer',
      type: 'lookup',
      from: { path: '/customers', key: 'customer_id' },
      isRequired: true,
    },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'buying_role', type: 'choice', values: BUYING_ROLES, valueList: 'buying_role' },
    { name: 'language', type: 'choice', values: LANGUAGES, valueList: 'language' },
    { name: 'email', type: 'text' },
    { name: 'phone', type: 'text' },
    { name: 'channel', type: 'choice', values: CHANNELS, valueList: 'channel' },
  ],
}
