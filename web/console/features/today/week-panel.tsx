/** The last seven full days in a few figures, each with its rule. */
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { addressOf } from '../../../ui/http.ts'
import { RowsWaiting } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { UnlessCounting } from './still-counting.tsx'
import { useWeek } from './use-today.ts'

const SHOWN = ['otif', 'on_time', 'in_full', 'perfect_line'] as const

export default function WeekPanel({ today }: { today: string }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const week = useWeek(today)
  return (
    <Surface title={t('week')} note={week.data && `${formats.date(week.data.from)} – ${formats.date(week.data.to)}`}>
      <Answer of={week} waiting={<RowsWaiting rows={4} />}>
        {(found) => {
          const rates = (
            <Stack gap="md" mt="xs">
              {SHOWN.map((measure) => (
                <WeekRate key={measure} scorecard={found} measure={measure} />
              ))}
            </Stack>
          )
          return found.counted > 0 ? rates : <UnlessCounting>{rates}</UnlessCounting>
        }}
      </Answer>
    </Surface>
  )
}

function WeekRate({ scorecard, measure }: { scorecard: Scorecard; measure: (typeof SHOWN)[number] }) {
  const { t } = useTranslation(['scorecard', 'rights'])
  const formats = useFormats()
  const rate = scorecard.rates[measure]
  const interval = rate.low === null || rate.high === null ? undefined : { low: rate.low, high: rate.high }
  return (
    <div>
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Text size="sm">{t(`measure.${measure}.name`)}</Text>
        <Text fw={650}>
          <Figure
            value={formats.percent(rate.value)}
            label={t(`measure.${measure}.name`)}
            isFaint={rate.denominator < FEW_CASES}
            rule={{
              title: t(`measure.${measure}.name`),
              definition: `${t(`measure.${measure}.definition`)} ${t('basisNote', { basis: t(`rights:basis.${scorecard.basis}`) })}`,
              numerator: { label: t(`measure.${measure}.numerator`), count: rate.numerator },
              denominator: { label: t(`measure.${measure}.denominator`), count: rate.denominator },
              interval,
              exclusions: Object.entries(scorecard.excluded).map(([reason, count]) => ({
                label: t(`rights:exclusion.${reason}`),
                count,
              })),
              isProvisional: scorecard.provisional > 0,
              linesTo: addressOf('/scorecard', { from: scorecard.from, to: scorecard.to }),
            }}
          />
        </Text>
      </Group>
      <ShareBar share={rate.value} interval={interval} cases={rate.denominator} />
      <Text size="xs" c="dimmed">
        {t('lines', { count: rate.denominator })}
      </Text>
    </div>
  )
}
