import type { Check, Right } from '../../../../contract/rights.ts'
import type { LineVerdict } from './use-order.ts'

/** The outcome of each right, without its evidence. */
export const checksOf = (verdict: LineVerdict): Record<Right, Check> =>
  Object.fromEntries(Object.entries(verdict.rights).map(([right, evidence]) => [right, evidence.check])) as Record<
    Right,
    Check
  >
