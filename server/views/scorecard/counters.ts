/**
 * The counters of a rollup cell and where each stands in its vector. The layout is stored: blocks and lists are only
 * ever extended inside their reserved room, and any other change needs a rebuild.
 */
import { CYCLE_MEASURES } from '../../../engines/rights/index.ts'
import { DURATION_BUCKETS } from '../../../engines/shared/index.ts'
import { EXCLUSIONS, FAILURE_CAUSES } from '../verdicts/packing.ts'

const TRIPLE = ['pass', 'fail', 'unknown'] as const
export const SCOR_COMPONENTS = ['in_full', 'on_time', 'documentation', 'condition'] as const

export const COUNTER_NAMES = [
  // Lines standing in the cell at all, those in the denominator, and those whose window is still open.
  'lines',
  'counted',
  'not_due',
  'provisional',
  ...EXCLUSIONS.map((reason) => `excluded_${reason}`),
  ...['on_time', 'in_full', 'otif'].flatMap((measure) => TRIPLE.map((check) => `${measure}_${check}`)),
  ...[...TRIPLE, 'excused'].map((check) => `controllable_${check}`),
  ...['early', 'on_time', 'late', 'missing', 'unknown'].map((timing) => `timing_${timing}`),
  ...[...TRIPLE, 'not_applicable'].map((check) => `perfect_${check}`),
  ...SCOR_COMPONENTS.flatMap((component) => TRIPLE.map((check) => `scor_${component}_${check}`)),
  'stable_pass',
  'stable_fail',
  'accepted_pass',
  'accepted_fail',
  'cycle_in_standard',
  'cycle_above_standard',
  // Days after the window's end of late lines; quantities in thousandths; money in minor units of the row's currency.
  'late_days',
  'ordered_milli',
  'in_full_milli',
  'on_time_milli',
  // Lines with an agreed price: only they stand in the value rate.
  'valued',
  'ordered_minor',
  'on_time_minor',
  // Orders, or the part of an order that belongs to the member.
  'orders',
  ...['otif', 'on_time', 'in_full', 'perfect'].flatMap((measure) =>
    TRIPLE.map((check) => `orders_${measure}_${check}`),
  ),
  'rated_on_time',
  'rated_on_time_ppm',
  'rated_late',
  'rated_late_ppm',
] as const

const AT: Readonly<Record<string, number>> = Object.fromEntries(COUNTER_NAMES.map((name, index) => [name, index]))
if (COUNTER_NAMES.length > 128) throw new Error('the named counters have outgrown their room')

/** Where a named counter stands. */
export function at(name: string): number {
  const index = AT[name]
  if (index === undefined) throw new Error(`no counter ${name}`)
  return index
}

/** Seven rights of four checks each, in the order of RIGHTS and CHECKS. */
export const RIGHTS_AT = 128
export const FIRST_CAUSE_AT = 160
export const ANY_CAUSE_AT = 224
export const DURATIONS_AT = 288
if (FAILURE_CAUSES.length > 64) throw new Error('the causes have outgrown their room')

/** One histogram a measure, in the order of CYCLE_MEASURES. */
export const COUNTERS = DURATIONS_AT + CYCLE_MEASURES.length * DURATION_BUCKETS
