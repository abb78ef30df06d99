/** Taking records out as files. */
import { z } from 'zod'
import { ExportKindName, ExportQuery } from '../../../contract/exports.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { StockExportQuery } from '../../../contract/stock-views.ts'
import type { Context } from '../../platform/context.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { CONTENT_TYPES, exportFile } from './export-file.ts'
import { exportStock } from './stock-export.ts'

/** Taking out may show no more than looking does: what one must be allowed to see, by kind. */
const SEEN_WITH: Readonly<Record<string, string>> = {
  segments: 'standards.read',
  standards: 'standards.read',
  customers: 'master_data.read',
  contacts: 'master_data.read',
  locations: 'master_data.read',
  products: 'master_data.read',
  carriers: 'master_data.read',
  invoices: 'billing.read',
  supplies: 'stock.read',
  stock: 'stock.read',
  reservations: 'stock.read',
}
/** A flat row tells all of it: the order, the names of customer and product, and the bill. */
const HISTORY_SEEN_WITH = ['orders.read', 'master_data.read', 'billing.read']

function checkMaySee({ principal }: Context, kind: string): void {
  if (principal.permissions.has('*')) return
  const needed = kind === 'history' ? HISTORY_SEEN_WITH : [SEEN_WITH[kind] ?? 'orders.read']
  const missing = needed.find((permission) => !principal.permissions.has(permission))
  if (missing) throw new Refusal('not_allowed', { permission: missing })
}

export const exportEndpoints = [
  endpoint({
    method: 'GET',
    path: '/stock/export',
    tag: 'exports',
    permission: 'exports.run',
    summary: 'The overview of stock as a file',
    query: StockExportQuery,
    answer: null,
    handle: async (context, { query: { format, ...filter } }) => {
      checkMaySee(context, 'stock')
      return new Download(`stock.${format}`, CONTENT_TYPES[format], await exportStock(context, filter, format))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/exports/:kind',
    tag: 'exports',
    permission: 'exports.run',
    summary: 'The records of a kind as a file that can be imported again',
    params: z.object({ kind: ExportKindName }),
    query: ExportQuery,
    answer: null,
    handle: async (context, { params, query }) => {
      checkMaySee(context, params.kind)
      const content = await exportFile(context, params.kind, query.format)
      return new Download(`${params.kind}.${query.format}`, CONTENT_TYPES[query.format], content)
    },
  }),
]
