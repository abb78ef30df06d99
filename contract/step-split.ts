/** How the time from order to delivery divides into the steps. */
import { z } from 'zod'
import { Code } from './values.ts'

export const SPLIT_STEPS = ['order_entry', 'warehouse', 'transit', 'waiting'] as const
export const StepSplit = z.object({
  segment_id: Code,
  /** Lines of the last year of which the whole time is known. */
  lines: z.int(),
  steps: z.array(
    z.object({
      step: z.enum(SPLIT_STEPS),
      /** Lines that tell this step. */
      lines: z.int(),
      /** Null: no line tells it. */
      mean_hours: z.number().nullable(),
      share: z.number().nullable(),
    }),
  ),
})
export type StepSplit = z.infer<typeof StepSplit>
