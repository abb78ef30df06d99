import { NewInvoice } from '../../../contract/work.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { issueInvoice } from './issue-invoice.command.ts'

export const invoiceEndpoints = [
  endpoint({
    method: 'POST',
    path: '/invoices',
    tag: 'invoices',
    permission: 'billing.write',
    summary: 'Issue an invoice or a credit note',
    body: NewInvoice,
    answer: NewInvoice,
    status: 201,
    handle: (context, { body }) => issueInvoice(context, body),
  }),
]
