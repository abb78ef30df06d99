/** Taking data out: which kinds, in which formats. A kind has the columns of its import. */
import { z } from 'zod'
import { IMPORT_KINDS } from './imports.ts'

/** Every import kind but `history`, whose flat rows cannot hold two shipments or deliveries of one line. */
export const EXPORT_KINDS = IMPORT_KINDS.map(({ kind }) => kind).filter((kind) => kind !== 'history')
export const ExportKindName = z.enum(EXPORT_KINDS as [string, ...string[]])

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json'] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>
export const ExportQuery = z.object({ format: ExportFormat.default('csv') })
