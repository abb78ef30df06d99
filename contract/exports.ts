/** Taking data out: which kinds, in which formats. A kind has the columns of its import. */
import { z } from 'zod'
import { IMPORT_KINDS } from './imports.ts'

/** Every import kind. Of `history`, whose flat rows hold one shipment, delivery and bill a line, several are added up. */
export const EXPORT_KINDS = IMPORT_KINDS.map(({ kind }) => kind)
export const ExportKindName = z.enum(EXPORT_KINDS as [string, ...string[]])

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json'] as const
export const ExportFormat = z.enum(EXPORT_FORMATS)
export type ExportFormat = z.infer<typeof ExportFormat>
export const ExportQuery = z.object({ format: ExportFormat.default('csv') })
