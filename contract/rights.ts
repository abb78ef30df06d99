/** The words shared by verdicts, scorecards and files: the seven rights, their outcomes, why a line was left out, kinds of time. */
import { z } from 'zod'

export const RIGHTS = ['product', 'quantity', 'time', 'place', 'condition', 'price', 'information'] as const
export const Right = z.enum(RIGHTS)
export type Right = z.infer<typeof Right>

export const CHECKS = ['pass', 'fail', 'unknown', 'not_applicable'] as const
export const Check = z.enum(CHECKS)
export type Check = z.infer<typeof Check>

export const BASES = ['requested', 'first_promised', 'current_promised'] as const
export const DateBasis = z.enum(BASES)
export type DateBasis = z.infer<typeof DateBasis>

export const EXCLUSIONS = ['customer_cancelled', 'customer_postponed', 'test_order', 'duplicate', 'internal'] as const
export const Exclusion = z.enum(EXCLUSIONS)
export type Exclusion = z.infer<typeof Exclusion>

export const TIME_KINDS = ['elapsed', 'business'] as const
export const TIME_CALENDARS = ['site', 'carrier'] as const
