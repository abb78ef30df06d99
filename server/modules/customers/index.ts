export { contact, customer } from './customer.ts'
export { customerEndpoints } from './customers.api.ts'
export { requireCustomer } from './customers.store.ts'
