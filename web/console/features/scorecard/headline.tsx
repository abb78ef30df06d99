/** The four rates a reader asks for first, each with its interval and number of lines. */
import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { intervalOf, isJoint, type Measure, useMeasureRule } from './measures.ts'
import type { Asked } from './use-scorecard.ts'

const HEADLINE: readonly Measure[] = ['otif', 'on_time', 'in_full', 'perfect_line']

export function Headline({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const ruleOf = useMeasureRule(scorecard, asked)
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm" verticalSpacing="sm">
      {HEADLINE.map((measure) => {
        const rate = scorecard.rates[measure]
        return (
          <Surface key={measure}>
            <Text size="sm" c="dimmed" mb={2}>
              {t(`measure.${measure}.name`)}
            </Text>
            <Figure
              size="large"
              value={formats.percent(rate.value)}
              label={t(`measure.${measure}.name`)}
              rule={ruleOf(measure)}
              isFaint={rate.denominator < FEW_CASES}
            />
            <div style={{ marginTop: 8 }}>
              <ShareBar share={rate.value} interval={intervalOf(rate)} cases={rate.denominator} />
            </div>
            <Text size="xs" c="dimmed" mt={6}>
              {t('lines', { count: rate.denominator })}
              {isJoint(measure) &&
                rate.unknown > 0 &&
                ` · ${t('unknownShare', { share: formats.percent(rate.unknown / rate.denominator) })}`}
            </Text>
          </Surface>
        )
      })}
    </SimpleGrid>
  )
}
