/** Which of the seven rights are kept, for whom, and what broke first. */
import { Grid, SimpleGrid, Stack, Text } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { ImportLink } from '../../lib/import-link.tsx'
import { CausesPanel } from './causes-panel.tsx'
import { DurationsPanel } from './durations-panel.tsx'
import { Headline } from './headline.tsx'
import { RatesPanel } from './rates-panel.tsx'
import { RatingsPanel } from './ratings-panel.tsx'
import { RightsBars } from './rights-bars.tsx'
import { ScorecardFilters } from './scorecard-filters.tsx'
import { TimingPanel } from './timing-panel.tsx'
import { TrendPanel } from './trend-panel.tsx'
import { type Asked, useAsked, useScorecard } from './use-scorecard.ts'

/** Below the fold, and with it the table of long lists. */
const BreakdownPanel = lazy(() =>
  import('./breakdown-panel.tsx').then((module) => ({ default: module.BreakdownPanel })),
)

export default function ScorecardScreen() {
  const { t } = useTranslation(['scorecard', 'shell'])
  const asked = useAsked()
  const scorecard = useScorecard(asked.question)
  return (
    <>
      <PageHead title={t('shell:screen.scorecard')} program={t('shell:program')} />
      <ScorecardFilters asked={asked} />
      <Answer of={scorecard}>{(found) => <Panels scorecard={found} asked={asked} />}</Answer>
    </>
  )
}

function Panels({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation(['scorecard', 'rights'])
  if (scorecard.counted === 0)
    return (
      <Surface>
        <Empty icon="scorecard" title={t('noLines')} action={scorecard.notDue === 0 && <ImportLink />}>
          {t('noLinesAdvice')}
        </Empty>
      </Surface>
    )
  return (
    <Stack gap="md">
      <Headline scorecard={scorecard} asked={asked} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Surface title={t('rights:strip')} note={t('rightsNote')}>
          <RightsBars scorecard={scorecard} asked={asked} />
        </Surface>
        <TrendPanel asked={asked} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <CausesPanel scorecard={scorecard} asked={asked} />
        <Stack gap="md">
          <TimingPanel scorecard={scorecard} asked={asked} />
          <RatingsPanel ratings={scorecard.ratings} />
        </Stack>
      </SimpleGrid>
      <Suspense fallback={<RowsWaiting />}>
        <BreakdownPanel asked={asked} />
      </Suspense>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, xl: 7 }}>
          <DurationsPanel scorecard={scorecard} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xl: 5 }}>
          <RatesPanel scorecard={scorecard} asked={asked} />
        </Grid.Col>
      </Grid>
      {scorecard.provisional > 0 && (
        <Text size="sm" c="dimmed">
          {t('provisionalNote', { count: scorecard.provisional })}
        </Text>
      )}
    </Stack>
  )
}
