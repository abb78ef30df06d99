/** Peaks that come soon and are not prepared yet: what is missing, and the way to it. Nothing is drawn where nothing is. */
import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { SeasonsToPrepare, SeasonWarning, UndrawnSeason } from '../../../contract/seasons.ts'
import { useFormats } from '../../ui/format/use-formats.ts'
import { call } from '../../ui/http.ts'
import { ProblemNote } from '../../ui/notices.tsx'
import { Surface } from '../../ui/surface.tsx'
import { mayDo, useSession } from './session.ts'

/** It changes with orders and receipts, but nobody prepares a season within minutes. */
const FRESH_MS = 10 * 60_000

export default function SeasonsToPreparePanel() {
  const { t } = useTranslation('today')
  const session = useSession()
  const found = useQuery({
    queryKey: ['seasons', 'to-prepare'],
    enabled: mayDo(session, 'stock.read'),
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => call<SeasonsToPrepare>('/api/v1/seasons-to-prepare', { signal }),
  })
  if (!found.data) return null
  const seasons = found.data.seasons.filter(hasSomething)
  if (seasons.length + found.data.undrawn.length === 0) return null
  return (
    <Surface title={t('peaks.title')} note={t('peaks.note')}>
      <Stack gap="md" mt="xs">
        {seasons.map((season) => (
          <Coming key={season.season_id} season={season} />
        ))}
        {found.data.undrawn.map((season) => (
          <Undrawn key={season.first_day} season={season} />
        ))}
      </Stack>
    </Surface>
  )
}

const hasSomething = (season: SeasonWarning) =>
  season.orders + season.short_weeks + season.longer_days > 0 || season.learned?.differs === true

function When({ season }: { season: SeasonWarning | UndrawnSeason }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  return (
    <Text size="xs" c="dimmed">
      {[
        `${formats.date(season.first_day)} – ${formats.date(season.last_day)}`,
        season.days_until > 0 ? t('peaks.inDays', { count: season.days_until }) : t('peaks.runs'),
      ].join(' · ')}
    </Text>
  )
}

function Coming({ season }: { season: SeasonWarning }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const { worst, learned } = season
  const told = [
    season.orders > 0 &&
      t('peaks.orders', {
        count: season.orders,
        day: season.first_order_by ? formats.date(season.first_order_by) : '–',
      }),
    season.orders_late > 0 && t('peaks.late', { count: season.orders_late }),
    worst &&
      t('peaks.short', {
        name: worst.name,
        site: worst.location_name,
        short: formats.number(worst.short),
        week: formats.date(worst.week),
      }),
    season.longer_days > 0 && t('peaks.longer', { count: season.longer_days }),
    learned?.differs &&
      t('peaks.learned', {
        percent: formats.number(learned.percent),
        low: formats.number(learned.low ?? learned.percent),
        high: formats.number(learned.high ?? learned.percent),
      }),
  ].filter((text): text is string => Boolean(text))
  return (
    <Stack gap={4} align="flex-start">
      <Group gap={6}>
        <Anchor component={Link} to={`/seasons/${encodeURIComponent(season.season_id)}`} fw={600} size="sm">
          {season.name}
        </Anchor>
        {season.location_name && (
          <Badge variant="outline" color="gray" tt="none" radius="sm">
            {season.location_name}
          </Badge>
        )}
      </Group>
      <When season={season} />
      {told.map((text) => (
        <Text key={text} size="sm">
          {text}
        </Text>
      ))}
    </Stack>
  )
}

/** Weeks that stood out a year ago: drawn with what they taught, they count for stock, hands and promises. */
function Undrawn({ season }: { season: UndrawnSeason }) {
  const { t } = useTranslation('today')
  const formats = useFormats()
  const session = useSession()
  const go = useNavigate()
  const client = useQueryClient()
  const { learned, kind } = season
  const season_id = `${kind.toUpperCase()}-${season.first_day}`
  const draw = useMutation({
    mutationFn: () =>
      call('/api/v1/seasons', {
        method: 'POST',
        body: {
          ...{ season_id, kind, first_day: season.first_day, last_day: season.last_day },
          name: t(`peaks.name.${kind}`, { month: formats.month(season.first_day) }),
          demand_percent: learned.percent,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['seasons'] })
      go(`/seasons/${encodeURIComponent(season_id)}`)
    },
  })
  return (
    <Stack gap={4} align="flex-start">
      <Text size="sm" fw={600}>
        {t(`peaks.undrawn.${kind}`)}
      </Text>
      <When season={season} />
      <Text size="sm">
        {t('peaks.undrawnNote', {
          span: `${formats.date(learned.first_day)} – ${formats.date(learned.last_day)}`,
          percent: formats.number(learned.percent),
          low: formats.number(learned.low ?? learned.percent),
          high: formats.number(learned.high ?? learned.percent),
        })}
      </Text>
      {draw.isError && <ProblemNote error={draw.error} />}
      {mayDo(session, 'capacity.write') && (
        <Button size="xs" variant="default" loading={draw.isPending} onClick={() => draw.mutate()}>
          {t('peaks.draw')}
        </Button>
      )}
    </Stack>
  )
}
