/** Segments with their dated standards, and what "on time and in full" means for whom. */
import { z } from 'zod'
import { ELEMENTS } from './imports.ts'
import { InformationClause } from './information-clause.ts'
import { Code, Day, Text } from './values.ts'

export const Standard = z
  .object({
    element: z.enum(ELEMENTS),
    valid_from: Day,
    target: z.number().min(0).max(100_000),
    target_unit: z.enum(['percent', 'hours', 'business_days']),
    owner: Text.nullish(),
    /** Of the element `information` only: what is owed, in questions that every delivery can be asked. */
    ...InformationClause.shape,
  })
  .refine((standard) => standard.element === 'information' || !hasClause(standard), 'only of the element information')

const hasClause = (standard: z.infer<typeof InformationClause>) =>
  Object.keys(InformationClause.shape).some((name) => standard[name as keyof typeof InformationClause.shape] != null)

export const Segment = z.object({
  segment_id: Code,
  name: Text,
  description: Text.nullish(),
  definition_id: Code.nullish(),
  standards: z.array(Standard).max(500).default([]),
})
export type Segment = z.infer<typeof Segment>

/** The settings of one definition of on time and in full; a rate without them is not a number. */
export const OtifSettings = z.object({
  dateBasis: z.enum(['requested', 'first_promised', 'current_promised']),
  window: z.object({
    unit: z.enum(['days', 'business_days', 'minutes']),
    early: z.int().min(0).max(100_000),
    late: z.int().min(0).max(100_000),
  }),
  clockStop: z.enum(['ready_for_collection', 'handed_to_carrier', 'arrived', 'delivered', 'accepted']),
  earlyIsFailure: z.enum(['always', 'never', 'when_window_has_start']),
  level: z.enum(['order', 'line', 'unit', 'value']),
  underTolerancePercent: z.number().min(0).max(100),
  overTolerancePercent: z.number().min(0).max(1000),
  substitution: z.enum(['counts', 'if_authorized', 'fails']),
  failedAttempt: z.enum(['fails', 'excused']),
})
export type OtifSettings = z.infer<typeof OtifSettings>

export const OtifDefinition = z.object({
  definition_id: Code,
  name: Text,
  settings: OtifSettings,
  is_company_default: z.boolean().default(false),
})
export type OtifDefinition = z.infer<typeof OtifDefinition>
