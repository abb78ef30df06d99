/** What keeps a supplier, a carrier, a site or a region from working as usual, and the way round that was prepared. */
import { z } from 'zod'
import { Code, Country, Day, LongText, Text } from './values.ts'

export const DISRUPTION_KINDS = ['supplier', 'carrier', 'site', 'weather', 'road'] as const
export const DISRUPTION_EFFECTS = ['stopped', 'delayed'] as const
export const DISRUPTION_STATES = ['open', 'over', 'withdrawn'] as const

export const Disruption = z.object({
  disruption_id: Code,
  name: Text,
  kind: z.enum(DISRUPTION_KINDS),
  /** One of the four, by kind; for weather and roads a country and perhaps the beginning of its postal codes. */
  supplier_id: Code.nullish(),
  carrier_id: Code.nullish(),
  site_id: Code.nullish(),
  country: Country.nullish(),
  postal_prefix: z
    .string()
    .regex(/^[A-Z0-9-]{1,10}$/, 'must be capital letters, digits and hyphens')
    .nullish(),
  first_day: Day,
  last_day: Day,
  effect: z.enum(DISRUPTION_EFFECTS),
  /** For `delayed`: by how many days everything takes longer. */
  delay_days: z.int().min(1).max(365).nullish(),
  alternative_site_id: Code.nullish(),
  alternative_carrier_id: Code.nullish(),
  state: z.enum(DISRUPTION_STATES).default('open'),
  note: LongText.nullish(),
})
export type Disruption = z.infer<typeof Disruption>

export const DisruptionChecked = z.object({
  disruption_id: Code,
  /** Null: no promise is touched. */
  proposal_id: Code.nullable(),
  lines_touched: z.int(),
  customers_touched: z.int(),
})
