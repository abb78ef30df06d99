/** Products, their base unit and their packs. */
import { z } from 'zod'
import { Code, Text } from './values.ts'

export const Pack = z.object({
  unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 or 21 code such as CS'),
  /** One pack holds numerator/denominator base units. */
  numerator: z.int().min(1).max(1_000_000_000),
  denominator: z.int().min(1).max(1_000_000_000).default(1),
})

export const Product = z.object({
  product_id: Code,
  name: Text,
  product_group: Text.nullish(),
  unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'must be a UN/ECE Rec 20 code such as C62 or KGM'),
  gtin: z
    .string()
    .regex(/^(\d{8}|\d{12,14})$/, 'must be 8 or 12 to 14 digits')
    .nullish(),
  weight_grams: z.int().min(0).max(1_000_000_000).nullish(),
  packs: z.array(Pack).max(50).default([]),
})
export type Product = z.infer<typeof Product>
