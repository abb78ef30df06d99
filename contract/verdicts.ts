/** The verdict on each line of an order, with the evidence for each right. */
import { z } from 'zod'
import { BASES, CHECKS, Exclusion, RIGHTS, TIME_CALENDARS, TIME_KINDS } from './rights.ts'

export const EvidenceValue = z.object({
  name: z.string(),
  /** How to write the value. Days are `YYYY-MM-DD`, instants ISO 8601, quantities thousandths, money minor units. */
  kind: z.enum([
    'day',
    'instant',
    'quantity_milli',
    'unit_price_micro',
    'amount_minor',
    'rate_ppm',
    'meters',
    'seconds',
    'count',
    'code',
  ]),
  value: z.union([z.string(), z.number()]).nullable(),
})

export const RightEvidence = z.object({
  check: z.enum(CHECKS),
  /** Why it failed, or why it is not known; null otherwise. */
  cause: z.string().nullable(),
  /** Key of the rule's text, such as `time.late`. */
  rule: z.string(),
  /** Deliveries, invoices, claims and promises that decided. */
  factIds: z.array(z.string()),
  promised: z.array(EvidenceValue),
  observed: z.array(EvidenceValue),
})

export const BasisOutcome = z.object({
  basis: z.enum(BASES),
  /** Local day on which the judged window ends; null without a window on this basis. */
  due: z.string().nullable(),
  isCounted: z.boolean(),
  onTime: z.string(),
  inFull: z.string(),
  otif: z.string(),
  timing: z.string().nullable(),
  daysLate: z.number().nullable(),
})

/** How long one step of the line took. */
export const StepTime = z.object({
  step: z.string(),
  /** Wall time, or the open hours of a calendar alone. */
  kind: z.enum(TIME_KINDS),
  calendar: z.enum(TIME_CALENDARS).nullable(),
  /** The site or carrier whose open hours were counted; null for wall time. */
  calendar_id: z.string().nullable(),
  seconds: z.number(),
})

export const LineVerdict = z.object({
  line_number: z.int(),
  rights: z.record(z.enum(RIGHTS), RightEvidence),
  bases: z.array(BasisOutcome),
  isDue: z.boolean(),
  isProvisional: z.boolean(),
  exclusion: Exclusion.nullable(),
  firstCause: z.string().nullable(),
  causes: z.array(z.string()),
  /** Steps of which both ends are known. */
  times: z.array(StepTime),
  definition: z.object({ id: z.string(), version: z.number(), ruleVersion: z.number() }),
})
export const OrderVerdicts = z.object({ lines: z.array(LineVerdict) })
export type OrderVerdicts = z.infer<typeof OrderVerdicts>
