/** What customers said of orders that came on time beside what they said of late ones. */
import { SimpleGrid, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'

export function RatingsPanel({ ratings }: { ratings: Scorecard['ratings'] }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  if (ratings.on_time.count + ratings.late.count === 0) return null
  return (
    <Surface title={t('ratings.title')} note={t('ratings.note')}>
      <SimpleGrid cols={2}>
        {(['on_time', 'late'] as const).map((name) => (
          <div key={name}>
            <Text size="sm" c="dimmed">
              {t(`ratings.${name}`)}
            </Text>
            <Text fz={26} fw={650}>
              {formats.percent(ratings[name].percentMean === null ? null : ratings[name].percentMean / 100)}
            </Text>
            <Text size="xs" c="dimmed">
              {t('ratings.count', { count: ratings[name].count })}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Surface>
  )
}
