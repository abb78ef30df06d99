/** Weighing service: segments, the levels each element of their service could have, and what limits them all. The same form in a file and from the desk. */
import { z } from 'zod'
import { Text } from './values.ts'

const Amount = z.number().min(-1e15).max(1e15)
const Name = Text

/** Least, likeliest and most. */
const Range = z.strictObject({ low: Amount, likely: Amount, high: Amount })
/** A number known exactly, a range, or one of the problem's named inputs times something. */
export const Guess = z.union([Amount, Range, z.strictObject({ input: Name, times: Amount.optional() })])

const Response = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('linear'), slope: Guess }),
  z.strictObject({ form: z.literal('logistic'), least: Guess, most: Guess, steepness: Guess, middle: Amount }),
  z.strictObject({ form: z.literal('choice'), sensitivity: Guess, rivals: z.array(Amount).min(1).max(50) }),
])

const BalanceElement = z.strictObject({
  element: Name,
  better: z.enum(['more', 'less']),
  core: z.boolean().optional(),
  floor: Amount.optional(),
  parity: Amount.optional(),
  keepsParity: z.boolean().optional(),
  step: z.number().min(0).max(1e9).optional(),
  weight: z.number().min(0).max(1e9).optional(),
  response: Response.optional(),
  loyalty: Guess.optional(),
  today: Amount,
  levels: z
    .array(
      z.strictObject({
        level: Amount,
        cost: Guess,
        uses: z.record(Name, Amount).optional(),
        spread: z.number().min(0).max(1e9).optional(),
      }),
    )
    .min(1)
    .max(50),
})

export const BalanceProblem = z.strictObject({
  inputs: z.record(Name, Range).optional(),
  segments: z
    .array(
      z.strictObject({
        segment: Name,
        revenue: Guess,
        margin: Guess,
        retention: z.strictObject({ kept: z.number().min(0).max(1), discount: z.number().min(0).max(10) }).optional(),
        elements: z.array(BalanceElement).min(1).max(50),
      }),
    )
    .min(1)
    .max(5000),
  budget: Amount.optional(),
  capacities: z
    .array(z.strictObject({ capacity: Name, limit: Amount }))
    .max(20)
    .optional(),
  intangible: z.boolean().optional(),
})
export type BalanceProblem = z.infer<typeof BalanceProblem>
