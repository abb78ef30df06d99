/** One season before it comes: what to order until when, where work finds no room, what to tell, and what the past has taught. */
import { Button, SimpleGrid, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { SeasonPreparation } from '../../../../contract/seasons.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Problem } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { GapsPanel } from './gaps-panel.tsx'
import { LearnedPanel } from './learned-panel.tsx'
import { OrdersPanel } from './orders-panel.tsx'
import { seasonKind } from './season-kind.ts'
import { SitesPanel } from './sites-panel.tsx'
import { useSeason } from './use-season.ts'

export default function SeasonScreen() {
  const { t } = useTranslation(['seasons', 'shell', 'records'])
  const { id = '' } = useParams()
  const formats = useFormats()
  const session = useSession()
  const [filters, change] = useAddress()
  const found = useSeason(id)
  const season = found.data?.season
  const mayChange = mayDo(session, 'capacity.write')
  const isOver = found.error instanceof Problem && found.error.code === 'wrong_state'
  return (
    <>
      <PageHead
        title={season?.name ?? id}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.seasons'), to: '/seasons' }}
        lead={
          season &&
          `${formats.date(season.first_day)} – ${formats.date(season.last_day)} · ${
            season.days_until > 0 ? t('inDays', { days: season.days_until }) : t('runs')
          }`
        }
        actions={
          <Button variant="default" onClick={() => change({ open: id })}>
            {t(mayChange ? 'records:edit' : 'facts')}
          </Button>
        }
      />
      {isOver ? (
        <Empty icon="today" title={t('over')}>
          {t('overNote')}
        </Empty>
      ) : (
        <Answer of={found}>
          {(data) => (
            <Stack gap="md">
              <Effects data={data} />
              <LearnedPanel id={id} data={data} mayChange={mayChange} />
              <OrdersPanel rows={data.orders} total={data.order_count} firstDay={data.season.first_day} />
              <GapsPanel rows={data.gaps} />
              <SitesPanel rows={data.sites} season={data.season} />
            </Stack>
          )}
        </Answer>
      )}
      <RecordDrawer
        kind={seasonKind}
        open={filters.open}
        onClose={() => change({ open: undefined })}
        onSaved={() => void found.refetch()}
        isReadOnly={!mayChange}
      />
    </>
  )
}

function Effects({ data: { season, order_count, gaps, sites } }: { data: SeasonPreparation }) {
  const { t } = useTranslation('seasons')
  const formats = useFormats()
  const longest = Math.max(0, ...sites.map((site) => site.longer_days))
  const facts = [
    [t('effect.demand'), t('percent', { percent: formats.number(season.demand_percent) })],
    [
      t('effect.capacity'),
      season.capacity_percent === null
        ? t('asUsual')
        : t('percent', { percent: formats.number(season.capacity_percent) }),
    ],
    [
      t('effect.target'),
      season.stock_target_percent === null
        ? t('asUsual')
        : t('percent', { percent: formats.number(season.stock_target_percent) }),
    ],
    [t('effect.orders'), formats.number(order_count)],
    [t('effect.gaps'), formats.number(gaps.filter((gap) => gap.short > 0).length)],
    [t('effect.longer'), t('days', { days: longest })],
  ] as const
  return (
    <Surface>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} pt="xs">
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <Text fw={650} size="lg">
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
      {season.staffing && (
        <Text size="sm" mt="sm">
          {t('staffing', { staffing: season.staffing })}
        </Text>
      )}
    </Surface>
  )
}
