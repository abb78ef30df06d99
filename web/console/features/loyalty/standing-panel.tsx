/** How we stand beside named competitors, before a day and since and quarter by quarter, and our share of what people buy. */
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Standing } from '../../../../contract/loyalty.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { ChangeBand } from '../../lib/change-band.tsx'
import { useElements } from '../../lib/elements.ts'

type Competitor = Standing['competitors'][number]
type Marked = Standing['wallet']['before']

export function StandingPanel({ since, segmentId }: { since: string; segmentId: string | undefined }) {
  const { t } = useTranslation('loyalty')
  const asked = { since, segment_id: segmentId }
  const standing = useQuery({
    queryKey: ['loyalty-standing', asked],
    queryFn: ({ signal }) => call<Standing>('/api/v1/loyalty/standing', { query: asked, signal }),
  })
  return (
    <Answer of={standing}>
      {(found) => (
        <Stack gap="md">
          {found.competitors.length === 0 && (
            <Surface title={t('standing.title')} note={t('standing.none')}>
              <Link to="/needs/competitors">{t('standing.toFindings')}</Link>
            </Surface>
          )}
          {found.competitors.map((one) => (
            <Beside key={one.competitor_id} found={one} />
          ))}
          <Wallet wallet={found.wallet} />
        </Stack>
      )}
    </Answer>
  )
}

function useMarked() {
  const { t } = useTranslation('loyalty')
  const formats = useFormats()
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formats.number(value, { min: 1, max: 1 })}`
  const share = (value: number) => formats.percent(value, { min: 0, max: 0 })
  return (of: 'marks' | 'share') => {
    const one = of === 'marks' ? signed : share
    return {
      one,
      said: ({ n, value, low, high }: Marked) =>
        value === null || low === null || high === null
          ? n === 0
            ? null
            : t('standing.tooFew', { n: formats.number(n) })
          : t('standing.range', { value: one(value), low: one(low), high: one(high), n: formats.number(n) }),
    }
  }
}

function Beside({ found }: { found: Competitor }) {
  const { t } = useTranslation(['loyalty', 'value', 'field'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const { said, one } = useMarked()('marks')
  return (
    <Surface title={t('standing.beside', { name: found.name })} note={t('standing.note')}>
      <Stack gap="sm">
        {found.elements.length > 0 && (
          <PlainTable
            label={t('standing.beside', { name: found.name })}
            rows={found.elements}
            rowKey={({ element_id }) => element_id}
            columns={[
              {
                id: 'element',
                header: t('field:element_id'),
                cell: ({ element_id }) => nameOf(element_id),
                isTitle: true,
              },
              { id: 'before', header: t('standing.yearBefore'), cell: ({ before }) => said(before) },
              { id: 'after', header: t('since'), cell: ({ after }) => said(after) },
              {
                id: 'change',
                header: t('change'),
                cell: ({ element_id, change }) => (
                  <ChangeBand
                    told={{ change: change.value, low: change.low, high: change.high }}
                    isBetterMore
                    label={t('range', {
                      name: nameOf(element_id),
                      low: change.low === null ? '–' : one(change.low),
                      high: change.high === null ? '–' : one(change.high),
                    })}
                  >
                    {change.value === null ? t('cannotTell') : one(change.value)}
                  </ChangeBand>
                ),
              },
            ]}
          />
        )}
        {found.quarters.length > 0 && (
          <PlainTable
            label={t('standing.quarters', { name: found.name })}
            rows={found.quarters}
            rowKey={({ quarter }) => quarter}
            columns={[
              { id: 'quarter', header: t('standing.quarter'), cell: ({ quarter }) => quarter, isTitle: true },
              { id: 'mark', header: t('standing.all'), cell: (row) => said(row) },
            ]}
          />
        )}
        {found.findings.length > 0 && (
          <PlainTable
            label={t('standing.findings', { name: found.name })}
            rows={found.findings}
            rowKey={({ finding_id }) => finding_id}
            columns={[
              { id: 'day', header: t('standing.seenOn'), cell: ({ seen_on }) => formats.date(seen_on) },
              {
                id: 'element',
                header: t('field:element_id'),
                cell: ({ element_id }) => nameOf(element_id),
                isTitle: true,
              },
              {
                id: 'what',
                header: t('standing.found'),
                cell: ({ terms, mark, percent }) =>
                  [
                    terms,
                    mark !== null && t('standing.theirMark', { mark: formats.number(mark, { min: 0, max: 1 }) }),
                    percent !== null && formats.percent(percent / 100),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
              {
                id: 'evidence',
                header: t('standing.evidence'),
                cell: ({ evidence, cases }) =>
                  `${t(`value:need_evidence.${evidence}`)} · ${t('standing.cases', { n: formats.number(cases) })}`,
              },
            ]}
          />
        )}
      </Stack>
    </Surface>
  )
}

function Wallet({ wallet }: { wallet: Standing['wallet'] }) {
  const { t } = useTranslation('loyalty')
  const { said, one } = useMarked()('share')
  const { before, after, change, quarters } = wallet
  if (before.n === 0 && after.n === 0)
    return (
      <Surface title={t('standing.wallet')} note={t('standing.walletNone')}>
        <Link to="/needs/surveys">{t('standing.toSurveys')}</Link>
      </Surface>
    )
  return (
    <Surface title={t('standing.wallet')} note={t('standing.walletNote')}>
      <Text size="sm">
        {t('standing.walletText', {
          before: said(before) ?? t('standing.nobody'),
          after: said(after) ?? t('standing.nobody'),
          change: change.value === null ? t('cannotTell') : one(change.value),
        })}
      </Text>
      {quarters.length > 1 && (
        <PlainTable
          label={t('standing.wallet')}
          rows={quarters}
          rowKey={({ quarter }) => quarter}
          columns={[
            { id: 'quarter', header: t('standing.quarter'), cell: ({ quarter }) => quarter, isTitle: true },
            { id: 'share', header: t('standing.wallet'), cell: (row) => said(row) },
          ]}
        />
      )}
    </Surface>
  )
}
