/** What each rate of the scorecard is called, means and is counted from, as the rule behind its figure. */
import { useTranslation } from 'react-i18next'
import type { RateFigure, Scorecard } from '../../../../contract/scorecard.ts'
import type { Rule } from '../../../ui/figure-rule.ts'
import type { Query } from '../../../ui/http.ts'
import type { Asked } from './use-scorecard.ts'

export type Measure = keyof Scorecard['rates']

/** Which lines to show behind a rate: the ones that failed, since those are what a reader looks for. */
const FAILED_LINES: Partial<Record<Measure, Query>> = {
  otif: { otif: 'fail' },
  on_time: { timing: 'late' },
  controllable: { otif: 'fail' },
  order_otif: { otif: 'fail' },
  order_on_time: { timing: 'late' },
}

export function useMeasureRule(scorecard: Scorecard, asked: Asked): (measure: Measure) => Rule {
  const { t } = useTranslation(['scorecard', 'rights'])
  return (measure) => ({
    title: t(`measure.${measure}.name`),
    definition: `${t(`measure.${measure}.definition`)} ${t('basisNote', { basis: t(`rights:basis.${scorecard.basis}`) })}`,
    numerator: { label: t(`measure.${measure}.numerator`), count: scorecard.rates[measure].numerator },
    denominator: { label: t(`measure.${measure}.denominator`), count: scorecard.rates[measure].denominator },
    interval: intervalOf(scorecard.rates[measure]),
    isProvisional: scorecard.provisional > 0,
    exclusions: [unknownOf(measure, scorecard.rates[measure], t), ...exclusionsOf(scorecard, t)],
    linesTo: asked.linesTo(FAILED_LINES[measure] ?? {}),
  })
}

/** Of these the unknown cases stay in the denominator: one failure decides a case, one unknown leaves it open. */
export const isJoint = (measure: Measure) => measure === 'perfect_line' || measure === 'perfect_order'

const unknownOf = (measure: Measure, { unknown }: RateFigure, t: (key: string) => string) => ({
  label: isJoint(measure) ? t('unknownKept') : t('rightUnknown'),
  count: unknown,
})

export const intervalOf = ({ low, high }: RateFigure) => (low === null || high === null ? undefined : { low, high })

/** The exclusions of the whole question, and those lines whose window is still open. */
export function exclusionsOf(scorecard: Scorecard, t: (key: string) => string): { label: string; count: number }[] {
  return [
    ...Object.entries(scorecard.excluded).map(([reason, count]) => ({ label: t(`rights:exclusion.${reason}`), count })),
    { label: t('notDue'), count: scorecard.notDue },
  ]
}
