/** Taking records out as files. */
import { z } from 'zod'
import { ExportKindName, ExportQuery } from '../../../contract/exports.ts'
import { StockExportQuery } from '../../../contract/stock-views.ts'
import { Download, endpoint } from '../../platform/http/endpoint.ts'
import { CONTENT_TYPES, exportFile } from './export-file.ts'
import { checkMaySee } from './kind-rights.ts'
import { exportStock } from './stock-export.ts'

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
