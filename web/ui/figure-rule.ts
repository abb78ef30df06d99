/** What stands behind a figure: its definition, its counts, what was left out, and where the lines are. */
import type { Interval } from './format/wilson.ts'

export type Rule = {
  title: string
  /** What the figure means, in one or two sentences. */
  definition: string
  numerator?: { label: string; count: number } | undefined
  denominator?: { label: string; count: number } | undefined
  /** What was left out, each with its reason and count. */
  exclusions?: readonly { label: string; count: number }[]
  interval?: Interval | undefined
  isProvisional?: boolean
  version?: string | undefined
  /** Where the lines behind the figure are listed, and where they can be downloaded. */
  linesTo?: string | undefined
  exportTo?: string | undefined
}
