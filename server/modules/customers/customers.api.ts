import { Contact, Customer } from '../../../contract/customers.ts'
import { recordEndpoints } from '../../ledger/index.ts'
import { contact, customer } from './customer.ts'
import { checkCustomer, requireCustomer } from './customers.store.ts'

export const customerEndpoints = [
  ...recordEndpoints({
    type: customer,
    path: '/customers',
    tag: 'customers',
    read: 'master_data.read',
    write: 'master_data.write',
    body: Customer,
    searched: ['customer_id', 'name'],
    filters: ['segment_id', 'country'],
    check: checkCustomer,
  }),
  ...recordEndpoints({
    type: contact,
    path: '/contacts',
    tag: 'contacts',
    read: 'master_data.read',
    write: 'master_data.write',
    body: Contact,
    searched: ['contact_id', 'name', 'email'],
    filters: ['customer_id', 'buying_role'],
    check: async (tx, state) => {
      if (state.customer_id) await requireCustomer(tx, String(state.customer_id))
    },
  }),
]
