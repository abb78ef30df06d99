/** How a file tells what a back-test needs: the mapping of a history, and besides it what was known of each order. */
import { z } from 'zod'
import { IMPORT_KINDS, Mapping, type MappingInput } from '../../contract/imports.ts'

export const FEATURE_NAMES = [
  'origin',
  'destination',
  'origin_country',
  'destination_country',
  'carrier',
  'service',
  'segment',
  'product_group',
  'preparer',
] as const
export type FeatureName = (typeof FEATURE_NAMES)[number]

/** Columns of numbers that are taken without a mapping. */
const OWN_NUMBERS = ['distance_km', 'weight_kg', 'price', 'freight']

const Column = z.string().min(1)
const Position = z.tuple([Column, Column])

export const BackTestMapping = z.strictObject({
  ...Mapping.shape,
  kind: z.literal('history').default('history'),
  features: z
    .strictObject({
      names: z.partialRecord(z.enum(FEATURE_NAMES), Column).default({}),
      /** Columns of numbers, such as weight or price. */
      numbers: z.array(Column).max(20).default([]),
      /** Latitude and longitude of both ends, where the distance is to be reckoned. */
      distance: z.strictObject({ from: Position, to: Position }).optional(),
    })
    .default({ names: {}, numbers: [] }),
  /** Tables beside the file, each joined by one column; the first row of a key counts. */
  join: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        /** Column of the file, or of a table joined before. */
        on: Column,
        /** The column of the table it is looked up in; left out: of the same name. */
        key: Column.optional(),
        /** Put before the names of the table's columns, with a point between; left out: they keep their names. */
        as: z.string().min(1).optional(),
      }),
    )
    .max(20)
    .default([]),
})
export type BackTestMapping = z.output<typeof BackTestMapping>

/** Without a mapping, columns that are called as our fields and features are; nothing is guessed. */
export function ownColumns(headers: readonly string[]): BackTestMapping {
  const fields = IMPORT_KINDS.find(({ kind }) => kind === 'history')!.fields
  const named = <T extends string>(names: readonly T[]) => names.filter((name) => headers.includes(name))
  const names = named(FEATURE_NAMES).map((name) => [name, name])
  return BackTestMapping.parse({
    columns: Object.fromEntries(named(fields.map(({ name }) => name)).map((name) => [name, name])),
    features: { names: Object.fromEntries(names), numbers: named(OWN_NUMBERS) },
  })
}

/** What a history must name and a back-test has no use for. */
const UNUSED: Readonly<Record<string, string>> = {
  order_id: '-',
  line_number: '1',
  customer_id: '-',
  product_id: '-',
  quantity: '1',
}

/** The part that the reader of histories understands. */
export function historyMapping({ features, join, ...mapping }: BackTestMapping): MappingInput {
  const missing = Object.entries(UNUSED).filter(([name]) => !(name in mapping.columns) && !(name in mapping.constants))
  return { ...mapping, constants: { ...mapping.constants, ...Object.fromEntries(missing) } }
}
