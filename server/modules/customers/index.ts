export { contact, customer } from './customer.ts'
export { customerEndpoints } from './customers.api.ts'
export { requireContact, requireCustomer } from './customers.store.ts'
export { requireLinks } from './links.store.ts'
