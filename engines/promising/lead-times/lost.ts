/**
 * Orders of which no number of days would have kept the promise: they were never delivered at all. While they wait they
 * look like slow ones, and would make every promise longer for nothing.
 */
import type { LeadTimeSample } from './sample.ts'

/** An order open for longer than all but this share of deliveries took is taken for lost. */
const LOST_SHARE = 0.005

type Ended = Pick<LeadTimeSample, 'days' | 'isOpen'>

/** Days after which nearly every order has come that ever will; the longest lead time where there are few. Null without deliveries. */
export function daysUntilKnown(samples: Iterable<Ended>): number | null {
  const days: number[] = []
  for (const sample of samples) if (!sample.isOpen) days.push(sample.days)
  if (days.length === 0) return null
  days.sort((a, b) => a - b)
  return days[Math.min(days.length - 1, Math.floor(days.length * (1 - LOST_SHARE)))]!
}

export const isLost = ({ days, isOpen }: Ended, known: number | null): boolean =>
  isOpen && known !== null && days > known
