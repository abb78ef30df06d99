/** Every other rate of the scorecard, each with the rule behind it. */
import { useTranslation } from 'react-i18next'
import type { RateFigure, Scorecard } from '../../../../contract/scorecard.ts'
import { Figure } from '../../../ui/figure.tsx'
import type { Rule } from '../../../ui/figure-rule.ts'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { NO_VALUE } from '../../../ui/format/formats.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { exclusionsOf, intervalOf, type Measure, useMeasureRule } from './measures.ts'
import type { Asked } from './use-scorecard.ts'

const OTHERS: readonly Measure[] = [
  'controllable',
  'order_otif',
  'order_on_time',
  'order_in_full',
  'unit_otif',
  'perfect_order',
  'promise_stability',
  'request_acceptance',
  'cycle_in_standard',
]

type Row = { id: string; name: string; rate: RateFigure; rule: Rule }

export function RatesPanel({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const ruleOf = useMeasureRule(scorecard, asked)
  const own = (id: string, name: string, definition: string, rate: RateFigure): Row => ({
    id,
    name,
    rate,
    rule: {
      title: name,
      definition,
      numerator: { label: t('isRight'), count: rate.numerator },
      denominator: { label: t('counted'), count: rate.denominator },
      interval: intervalOf(rate),
      exclusions: [
        ...(rate.unknown > 0 ? [{ label: t('unknownKept'), count: rate.unknown }] : []),
        ...exclusionsOf(scorecard, t),
      ],
    },
  })
  const rows: Row[] = [
    ...OTHERS.map((measure) => ({
      id: measure,
      name: t(`measure.${measure}.name`),
      rate: scorecard.rates[measure],
      rule: ruleOf(measure),
    })),
    ...scorecard.value_otif.map(({ currency, rate }) =>
      own(
        `value-${currency}`,
        t('valueOtif.name', { currency }),
        t('valueOtif.definition'),
        inMajorUnits(rate, currency),
      ),
    ),
    ...scorecard.scor.map(({ component, rate }) => own(component, t(`scor.${component}`), t('scor.definition'), rate)),
  ]
  return (
    <Surface title={t('rates.title')} note={t('rates.note')}>
      <PlainTable
        label={t('rates.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { id: 'name', header: t('rates.rate'), cell: (row) => row.name, isTitle: true },
          {
            id: 'value',
            header: t('rates.value'),
            isNumber: true,
            cell: (row) => (
              <Figure
                value={formats.percent(row.rate.value)}
                label={row.name}
                rule={row.rule}
                isFaint={row.rate.denominator < FEW_CASES}
              />
            ),
          },
          {
            id: 'interval',
            header: t('rates.interval'),
            isNumber: true,
            cell: (row) => <IntervalText rate={row.rate} />,
          },
        ]}
      />
    </Surface>
  )
}

/** Sums of money are counted in minor units; a reader thinks in whole ones. */
function inMajorUnits(rate: RateFigure, currency: string): RateFigure {
  const minor = 10 ** currencyExponent(currency)
  return { ...rate, numerator: Math.round(rate.numerator / minor), denominator: Math.round(rate.denominator / minor) }
}

function IntervalText({ rate }: { rate: RateFigure }) {
  const formats = useFormats()
  if (rate.low === null || rate.high === null) return NO_VALUE
  return `${formats.percent(rate.low)} – ${formats.percent(rate.high)}`
}
