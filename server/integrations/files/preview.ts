/** The first rows read through a mapping, with what would be refused: in the cells, and for what they name. */
import type { z } from 'zod'
import type { Preview } from '../../../contract/import-runs.ts'
import type { Mapping } from '../../../contract/imports.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { compileMapping } from './row-mapper.ts'
import { openTable } from './table.ts'
import { tableOptions } from './table-options.ts'
import { findUnknown } from './unknown-references.store.ts'

const PREVIEW_ROWS = 50

type Rows = z.infer<typeof Preview>['rows']

export async function preview(context: Context, path: string, mapping: Mapping): Promise<z.infer<typeof Preview>> {
  const rows = await readFirst(path, mapping)
  const readable = rows.filter(({ rejects }) => rejects.length === 0)
  const unknown = await inSnapshot(context, (tx) => findUnknown(tx, mapping, readable))
  return {
    rows: rows.map((row) => ({
      ...row,
      rejects: [
        ...row.rejects,
        ...(unknown.get(row.row_number) ?? []).map((one) => ({ ...one, column: columnOf(mapping, one.field) })),
      ],
    })),
  }
}

async function readFirst(path: string, mapping: Mapping): Promise<Rows> {
  const table = await openTable(path, tableOptions(mapping))
  const mapper = compileMapping(mapping, table.headers, table.mayBeShort)
  const names = mapper.columns.slice(1, -1).map((column) => column.name)
  const rows: Rows = []
  for await (const batch of table.batches()) {
    for (const row of batch.slice(0, PREVIEW_ROWS - rows.length)) {
      const { rowNumber, values, rejects, flags } = mapper.map(row)
      const named = Object.fromEntries(names.map((name, at) => [name, rejects.length ? null : (values[at] ?? null)]))
      rows.push({ row_number: rowNumber, values: named, rejects: [...rejects], flags: [...flags] })
    }
    if (rows.length >= PREVIEW_ROWS) break
  }
  await table.close()
  return rows
}

function columnOf(mapping: Mapping, field: string): string {
  const source = mapping.columns[field]
  return source === undefined ? '' : typeof source === 'string' ? source : source.column
}
