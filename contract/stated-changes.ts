/** What customers say they will need more or less of, beside the forecast: stated, accepted or declined, and later compared. */
import { z } from 'zod'
import { Code, Day, LongText, Text } from './values.ts'

export const CERTAINTIES = ['sure', 'likely', 'possible'] as const
export const CHANGE_SOURCES = ['interview', 'survey', 'inquiry', 'phone'] as const
export const CHANGE_STATES = ['stated', 'accepted', 'declined'] as const
const Percent = z.number().min(-100).max(1000).multipleOf(0.01)

export const StatedChange = z.object({
  change_id: Code,
  customer_id: Code,
  contact_id: Code.nullish(),
  /** One product, or a group of them; neither: everything the customer buys. */
  product_id: Code.nullish(),
  product_group: Text.nullish(),
  valid_from: Day,
  valid_to: Day,
  /** Of what it usually buys in such a time: 100 doubles it, -100 ends it. */
  change_percent: Percent,
  certainty: z.enum(CERTAINTIES),
  source: z.enum(CHANGE_SOURCES),
  told_on: Day,
  /** As it was said. */
  words: LongText.nullish(),
})
export type StatedChange = z.infer<typeof StatedChange>

export const DecideChange = z.object({
  decision: z.enum(['accepted', 'declined']),
  /** What the forecast is moved by; absent: what was stated. */
  percent: Percent.optional(),
  reason: Text,
})
export type DecideChange = z.infer<typeof DecideChange>

export const DecidedChange = StatedChange.extend({
  state: z.enum(CHANGE_STATES),
  accepted_percent: z.number().nullish(),
  decided_by: z.string().nullish(),
  decided_on: Day.nullish(),
  reason: z.string().nullish(),
})
export type DecidedChange = z.infer<typeof DecidedChange>

export const ComparedChanges = z.object({
  rows: z.array(
    DecidedChange.extend({
      customer_name: z.string(),
      product_name: z.string().nullable(),
      version: z.int(),
      /** Units in the whole time: as its orders before it was told go on, and with what was stated. */
      usual: z.number(),
      stated: z.number(),
      /** Of the days gone by: as usual, with the accepted change, and what was wanted. */
      days: z.int(),
      days_gone: z.int(),
      usual_so_far: z.number(),
      adjusted_so_far: z.number().nullable(),
      actual: z.number(),
      /** Error as usual less error with the change, of what was wanted: above zero the change made the forecast better. */
      added_value: z.number().nullable(),
    }),
  ),
})
export type ComparedChanges = z.infer<typeof ComparedChanges>
