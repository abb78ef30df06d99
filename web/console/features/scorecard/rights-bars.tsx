/** The seven rights as seven bars with their intervals. A right of which nothing is known says so instead of showing 100 %. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { Figure } from '../../../ui/figure.tsx'
import type { Rule } from '../../../ui/figure-rule.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { exclusionsOf, intervalOf } from './measures.ts'
import classes from './rights-bars.module.css'
import type { Asked } from './use-scorecard.ts'

type RightRow = Scorecard['rights'][number]

export function RightsBars({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation(['scorecard', 'rights'])
  const formats = useFormats()
  const worst = worstRight(scorecard.rights)
  const ruleOf = (row: RightRow): Rule => ({
    title: t(`rights:right.${row.right}`),
    definition: t(`right.${row.right}`),
    numerator: { label: t('rightNumerator'), count: row.rate.numerator },
    denominator: { label: t('rightDenominator'), count: row.rate.denominator },
    interval: intervalOf(row.rate),
    isProvisional: scorecard.provisional > 0,
    exclusions: [
      { label: t('rightUnknown'), count: row.unknown },
      { label: t('rightNotApplicable'), count: row.not_applicable },
      ...(exclusionsOf(scorecard, t) ?? []),
    ],
    linesTo: asked.linesTo({ right: row.right, check: 'fail' }),
  })
  return (
    <ol className={classes.bars} aria-label={t('rights:strip')}>
      {scorecard.rights.map((row) => (
        <li key={row.right} className={classes.row} data-worst={row.right === worst || undefined}>
          <Link to={asked.linesTo({ right: row.right, check: 'fail' })} className={classes.name}>
            {t(`rights:right.${row.right}`)}
          </Link>
          <span className={classes.bar}>
            <ShareBar share={row.rate.value} interval={intervalOf(row.rate)} cases={row.rate.denominator} />
          </span>
          <span className={classes.value}>
            <Figure
              value={formats.percent(row.rate.value)}
              label={t(`rights:right.${row.right}`)}
              rule={ruleOf(row)}
              isFaint={row.rate.denominator < FEW_CASES}
            />
          </span>
          <Text span size="xs" c="dimmed" className={classes.cases}>
            {[
              row.rate.denominator > 0 &&
                t('wrongOf', { wrong: formats.number(row.fail), count: row.rate.denominator }),
              row.unknown > 0 && t('unknownCount', { count: row.unknown }),
              row.rate.denominator === 0 && row.unknown === 0 && t('nothingKnown'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ol>
  )
}

/** The right with the lowest rate among those with enough cases. */
export function worstRight(rows: readonly RightRow[]): RightRow['right'] | undefined {
  return rows
    .filter((row) => row.rate.value !== null && row.rate.denominator >= FEW_CASES && row.fail > 0)
    .toSorted((a, b) => (a.rate.value ?? 1) - (b.rate.value ?? 1))[0]?.right
}
