export { invoice } from './invoice.ts'
export { invoiceEndpoints } from './invoices.api.ts'
export { issueInvoice } from './issue-invoice.command.ts'
