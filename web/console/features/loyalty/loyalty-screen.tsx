/** What a change of service did to customers: satisfaction, orders, lost customers, revenue and margin before and since, each with how sure it is. */
import { Select, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Loyalty } from '../../../../contract/loyalty.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { ChangeBand } from '../../lib/change-band.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { StandingPanel } from './standing-panel.tsx'

type Segment = Loyalty['segments'][number]
type Share = Segment['lost']
const MEASURES = ['satisfaction', 'orders', 'revenue', 'margin'] as const

export default function LoyaltyScreen() {
  const { t } = useTranslation(['loyalty', 'shell', 'field'])
  const formats = useFormats()
  const [filters, change] = useAddress()
  const session = useSession()
  const asked = { since: filters.since, segment_id: filters.segment_id, currency: filters.currency }
  const found = useQuery({
    queryKey: ['loyalty', asked],
    queryFn: ({ signal }) => call<Loyalty>('/api/v1/loyalty', { query: asked, signal }),
    placeholderData: keepPreviousData,
  })
  const chosen = found.data?.changes.find(
    ({ since, segment_id }) => since === found.data?.since && segment_id === found.data.segment_id,
  )
  return (
    <>
      <PageHead title={t('shell:screen.loyalty')} program={t('shell:program')} lead={t('lead')} />
      <Answer of={found}>
        {(loyalty) =>
          loyalty.since === null ? (
            <Surface isFlush>
              <Empty icon="star" title={t('nothing')}>
                {t('nothingAdvice')} <Link to="/actions">{t('toActions')}</Link>
              </Empty>
            </Surface>
          ) : (
            <Stack gap="md">
              <Surface>
                <Stack gap="xs">
                  <Select
                    label={t('which')}
                    allowDeselect={false}
                    value={chosen ? chosen.id : null}
                    onChange={(id) => {
                      const one = loyalty.changes.find((each) => each.id === id)
                      if (one) change({ since: one.since, segment_id: one.segment_id ?? undefined })
                    }}
                    data={loyalty.changes.map(({ kind, id, name, since }) => ({
                      value: id,
                      label: `${formats.date(since)} · ${t(`kind.${kind}`)}: ${name}`,
                    }))}
                    maw={620}
                  />
                  {loyalty.currencies.length > 1 && (
                    <Select
                      label={t('field:currency')}
                      allowDeselect={false}
                      value={loyalty.currency}
                      onChange={(currency) => change({ currency: currency ?? undefined })}
                      data={loyalty.currencies}
                      maw={140}
                    />
                  )}
                  <Text size="sm" c="dimmed">
                    {t(loyalty.weeks < 4 ? 'tooFew' : 'weeks', {
                      weeks: formats.number(loyalty.weeks),
                      since: formats.date(loyalty.since),
                    })}
                  </Text>
                </Stack>
              </Surface>
              {loyalty.segments.map((segment) => (
                <SegmentPanel key={segment.segment_id} segment={segment} currency={loyalty.currency ?? ''} />
              ))}
              {mayDo(session, 'needs.read') && <StandingPanel since={loyalty.since} segmentId={filters.segment_id} />}
            </Stack>
          )
        }
      </Answer>
    </>
  )
}

function SegmentPanel({ segment, currency }: { segment: Segment; currency: string }) {
  const { t } = useTranslation('loyalty')
  const formats = useFormats()
  const share = ({ count, of, share: value, low, high }: Share) =>
    value === null
      ? '–'
      : `${formats.percent(value)} (${t('countOf', { count: formats.number(count), of: formats.number(of) })}; ${formats.percent(low)} – ${formats.percent(high)})`
  const points = ({ n, value, low, high }: Segment['recommend_before']) =>
    value === null || low === null || high === null
      ? n === 0
        ? '–'
        : t('standing.tooFew', { n: formats.number(n) })
      : t('recommendOf', {
          value: formats.number(Math.round(value)),
          n: formats.number(n),
          low: formats.number(Math.round(low)),
          high: formats.number(Math.round(high)),
        })
  const level = (measure: (typeof MEASURES)[number], value: number | null) =>
    measure === 'satisfaction'
      ? formats.percent(value)
      : measure === 'orders'
        ? formats.number(value, { min: 0, max: 1 })
        : formats.estimate(value, currency)
  const signed = (value: number | null) => (value === null ? '–' : `${value > 0 ? '+' : ''}${formats.percent(value)}`)
  return (
    <Surface title={segment.name} note={t(segment.is_changed ? 'changed' : 'unchanged')}>
      <PlainTable
        label={segment.name}
        rows={MEASURES.map((measure) => ({ measure, told: segment.measures[measure] }))}
        rowKey={({ measure }) => measure}
        columns={[
          { id: 'measure', header: t('measure'), cell: ({ measure }) => t(`name.${measure}`), isTitle: true },
          {
            id: 'before',
            header: t('before'),
            cell: ({ measure, told }) => level(measure, told.before),
            isNumber: true,
          },
          { id: 'after', header: t('since'), cell: ({ measure, told }) => level(measure, told.after), isNumber: true },
          {
            id: 'change',
            header: t('change'),
            cell: ({ measure, told }) => (
              <ChangeBand
                told={told}
                isBetterMore
                label={t('range', { name: t(`name.${measure}`), low: signed(told.low), high: signed(told.high) })}
              >
                {told.low === null
                  ? t('cannotTell')
                  : `${signed(told.change)}${told.is_controlled ? ` · ${t('lessOthers')}` : ''}`}
              </ChangeBand>
            ),
          },
        ]}
      />
      <PlainTable
        label={t('customers')}
        rows={[
          { name: t('lost'), before: '', after: share(segment.lost) },
          { name: t('repeat'), before: share(segment.repeat_before), after: share(segment.repeat_after) },
          { name: t('won'), before: '', after: formats.number(segment.won) },
          { name: t('referred'), before: share(segment.referred_before), after: share(segment.referred_after) },
          { name: t('recommend'), before: points(segment.recommend_before), after: points(segment.recommend_after) },
        ]}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', header: t('customers'), cell: ({ name }) => name, isTitle: true },
          { id: 'before', header: t('before'), cell: ({ before }) => before },
          { id: 'after', header: t('since'), cell: ({ after }) => after },
        ]}
      />
    </Surface>
  )
}
