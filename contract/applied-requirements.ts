/** The requirements that apply to an order or a shipment, each with the lines it applies to. */
import { z } from 'zod'
import { STEPS } from './requirement-needs.ts'
import { Requirement } from './requirements.ts'
import { Code, LineNumber } from './values.ts'

export const AppliedQuery = z.object({
  /** Only what this step of the work needs to see. */
  step: z.enum(STEPS).optional(),
})

export const AppliedRequirements = z.object({
  rows: z.array(
    Requirement.extend({
      /** What it was recorded for. */
      sources: z.array(z.enum(['customer', 'location', 'product'])),
      lines: z.array(z.object({ order_id: Code, line_number: LineNumber })),
    }),
  ),
})

export const CustomerRequirements = z.object({ rows: z.array(Requirement) })

export type AppliedRequirements = z.infer<typeof AppliedRequirements>
