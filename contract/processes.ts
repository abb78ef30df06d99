/** The company's own process: lanes of departments, steps with their standards, and who hands over to whom. */
import { z } from 'zod'
import { ACTIVITIES, BPMN_TYPES, DEPARTMENTS, MEASURES, OBJECT_KINDS, STEP_KINDS } from './process-words.ts'
import { Code, Day, LongText, Text } from './values.ts'

export const Lane = z.object({
  lane_id: Code,
  lane_number: z.int().min(1).max(40),
  department: z.enum(DEPARTMENTS),
  /** Null: the department's own name, in the reader's language. */
  name: Text.nullish(),
})
export type Lane = z.infer<typeof Lane>

export const Step = z.object({
  step_id: Code,
  kind: z.enum(STEP_KINDS),
  lane_id: Code.nullish(),
  /** Null: a step of the ready process under its own name, in the reader's language. */
  name: Text.nullish(),
  /** Who answers for it, as a role; a person only where the company writes one down. */
  owner: Text.nullish(),
  /** What the ledger shows of it; none: the ledger does not see this step. */
  activities: z.array(z.enum(ACTIVITIES)).max(20).default([]),
  /** Null: nothing says whether it works. */
  measure: z.enum(MEASURES).nullish(),
  /** The share that has to be right, 0 to 1. Null: what the segments' standards ask for this measure. */
  target_share: z.number().min(0).max(1).nullish(),
  /** The share it must never fall below. */
  floor_share: z.number().min(0).max(1).nullish(),
  note: LongText.nullish(),
  /** What BPMN calls it where our kind says less, such as `userTask`; kept for the way back. */
  bpmn_type: z.enum(BPMN_TYPES).nullish(),
})
export type Step = z.infer<typeof Step>

export const Arrow = z.object({
  arrow_id: Code,
  from_step: Code,
  to_step: Code,
  label: Text.nullish(),
  /** Within how long the next one is to have done its part. Null: no standard. */
  standard_hours: z.number().positive().max(100_000).nullish(),
  /** The share of hand-overs that is to be within it. Null: nine of ten. */
  target_share: z.number().min(0).max(1).nullish(),
  /** Whose way is timed; null: the order line's. */
  seen_through: z.enum(OBJECT_KINDS).nullish(),
})
export type Arrow = z.infer<typeof Arrow>

export const Process = z.object({
  process_id: Code,
  name: Text,
  valid_from: Day,
  note: LongText.nullish(),
  lanes: z.array(Lane).max(40).default([]),
  steps: z.array(Step).max(200).default([]),
  arrows: z.array(Arrow).max(400).default([]),
  /** What came with a BPMN file that has no place here, as it was written: it goes out again with the next export. */
  kept_bpmn: z
    .array(z.object({ of: z.string().max(100), xml: z.string().max(20_000) }))
    .max(300)
    .nullish(),
})
export type Process = z.infer<typeof Process>

/** What a reader of BPMN did with what it could not take as it stands. */
export const BPMN_WARNINGS = [
  'lanes_made',
  'department_guessed',
  'read_as_step',
  'kept_unread',
  'arrow_dropped',
  'layout_ours',
] as const
export const ReadProcess = z.object({
  process: Process,
  warnings: z.array(z.object({ code: z.enum(BPMN_WARNINGS), about: z.string() })),
})
export type ReadProcess = z.infer<typeof ReadProcess>
