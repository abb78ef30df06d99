/** What the record tells of each element: shares of cases with their intervals, from the scorecard and the service desk. */
import type { NEED_MEASURES } from '../../../contract/gap-map.ts'
import type { Scorecard } from '../../../contract/scorecard.ts'
import type { ServiceElement } from '../../../contract/service-elements.ts'
import { type Side, shareSide } from '../../../engines/needs/index.ts'
import type { Tx } from '../../platform/database/database.ts'
import { getScorecard } from '../scorecard/scorecard.ts'
import { answerTimes } from '../service-desk/answer-times.ts'
import type { Period } from './answers.store.ts'

export type Measure = (typeof NEED_MEASURES)[number]

/** Elements that nothing on the record measures are not here: they are shown as not measured, never as good. */
export const MEASURE_OF: Readonly<Partial<Record<ServiceElement, Measure>>> = {
  reliability: 'otif',
  punctuality: 'on_time',
  accuracy: 'in_full',
  condition: 'condition',
  progress: 'information',
  billing: 'price',
  speed: 'cycle_in_standard',
  answers: 'first_answer',
  feedback: 'final_answer',
}

/** Under which name an element's standard is set. */
export const STANDARD_OF: Readonly<Partial<Record<ServiceElement, string>>> = {
  punctuality: 'on_time',
  accuracy: 'in_full',
  condition: 'condition',
  progress: 'information',
  billing: 'billing',
  speed: 'order_cycle_time',
  reliability: 'perfect_order',
  answers: 'first_answer',
  feedback: 'final_answer',
}

/** Each measure of a segment; null: no case in the period. */
export async function measuredOf(
  tx: Tx,
  segmentId: string,
  period: Period,
  now: Date,
): Promise<Map<Measure, Side | null>> {
  const card = await getScorecard(tx, { ...period, basis: 'first_promised', segment_id: segmentId }, now)
  const times = await answerTimes(tx, period, now)
  const answered = (measure: 'first_answer' | 'final_answer') =>
    times.rows.find((row) => row.measure === measure && row.segment_id === segmentId && !row.is_all)
  const right = (name: Scorecard['rights'][number]['right']) => card.rights.find((one) => one.right === name)!.rate
  const rates = [
    ['otif', card.rates.otif],
    ['on_time', card.rates.on_time],
    ['in_full', card.rates.in_full],
    ['condition', right('condition')],
    ['information', right('information')],
    ['price', right('price')],
    ['cycle_in_standard', card.rates.cycle_in_standard],
  ] as const
  return new Map<Measure, Side | null>([
    ...rates.map(([name, { value, low, high, denominator }]): [Measure, Side | null] => [
      name,
      value === null || low === null || high === null ? null : shareSide(value, low, high, denominator),
    ]),
    ...(['first_answer', 'final_answer'] as const).map((measure): [Measure, Side | null] => {
      const row = answered(measure)
      return [
        measure,
        !row || row.judged === 0 || row.low === null || row.high === null
          ? null
          : shareSide(row.kept / row.judged, row.low, row.high, row.judged),
      ]
    }),
  ])
}
