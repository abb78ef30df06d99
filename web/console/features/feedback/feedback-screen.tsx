/** What customers think of us; who waits for an answer stands on top. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import {
  FEEDBACK_CHANNELS,
  FEEDBACK_KINDS,
  FEEDBACK_STATES,
  type Feedback,
  type FeedbackFigures,
  SCORE_MAX,
} from '../../../../contract/feedback.ts'
import { useAddress } from '../../../ui/address.ts'
import { Figure } from '../../../ui/figure.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { FeedbackDrawer } from './feedback-drawer.tsx'
import { NoteFeedbackDialog } from './note-feedback.tsx'
import { useSaidText } from './said-text.ts'
import { SatisfactionPanels } from './satisfaction-panel.tsx'
import { FEEDBACK } from './use-feedback.ts'

const FILTERS = ['q', 'view', 'state', 'kind', 'channel']
const VIEWS = ['mine', 'team', 'overdue', 'poor', 'changed'] as const
const NEW = '+'

export default function FeedbackScreen() {
  const { t } = useTranslation(['feedback', 'shell'])
  const session = useSession()
  const [{ open }, change] = useAddress()
  const close = () => change({ open: undefined })
  return (
    <>
      <PageHead
        title={t('shell:screen.feedback')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          mayDo(session, 'inquiries.write') && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: NEW })}>
              {t('note')}
            </Button>
          )
        }
      />
      <SectionTabs of="desk" />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="view"
          label={t('view')}
          choices={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
        <ChoiceFilter
          name="state"
          label={t('state')}
          choices={FEEDBACK_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <ChoiceFilter
          name="kind"
          label={t('kind')}
          choices={FEEDBACK_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <ChoiceFilter
          name="channel"
          label={t('channel')}
          choices={FEEDBACK_CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </FilterBar>
      <Stack gap="md">
        <Rows />
        {mayDo(session, 'scorecard.read') && (
          <>
            <SatisfactionPanels />
            <Figures />
          </>
        )}
      </Stack>
      {open === NEW && <NoteFeedbackDialog onClose={close} />}
      {open && open !== NEW && <FeedbackDrawer key={open} id={open} onClose={close} />}
    </>
  )
}

function Rows() {
  const { t } = useTranslation(['feedback', 'shell'])
  const formats = useFormats()
  const [{ q, view, state, kind, channel, customer_id }, change] = useAddress()
  const list = useCountedList<Feedback>({
    ...{ path: '/feedback', name: 'feedback', queryKey: FEEDBACK, refetchInterval: 30_000 },
    asked: { q, view, state, kind, channel, customer_id },
  })
  const said = useSaidText()
  const due = (row: Feedback) => (row.state === 'open' && row.due_at ? formats.instant(row.due_at) : null)
  return (
    <CountedTable
      of={list}
      name="feedback"
      label={t('shell:screen.feedback')}
      rowKey={(row) => row.feedback_id}
      onOpen={(row) => change({ open: row.feedback_id })}
      isFiltered={Boolean(q || view || state || kind || channel || customer_id)}
      columns={[
        {
          id: 'comment',
          header: t('words'),
          isTitle: true,
          cell: (row) => (
            <Text size="sm" lineClamp={2}>
              {said(row)}
            </Text>
          ),
          text: said,
        },
        {
          id: 'score',
          header: t('score'),
          isNumber: true,
          cell: (row) => row.score && t('scoreOf', { score: row.score, max: SCORE_MAX }),
          text: (row) => row.score,
        },
        { id: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
        { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id },
        { id: 'order', header: t('order'), cell: (row) => row.order_id },
        {
          id: 'due',
          header: t('due'),
          cell: (row) => (
            <Group gap={6} wrap="nowrap">
              {row.is_overdue && (
                <Text component="span" size="sm" fw={700} c="var(--sf-wrong)">
                  {t('overdue')}
                </Text>
              )}
              <span>{due(row)}</span>
            </Group>
          ),
          text: (row) => (row.state === 'open' ? row.due_at : null),
        },
        { id: 'owner', header: t('owner'), cell: (row) => row.owner_name ?? t(`teams.${row.team}`) },
        { id: 'state', header: t('state'), cell: (row) => t(`states.${row.state}`) },
        { id: 'changed', header: t('changed'), cell: (row) => row.changed_at && formats.instant(row.changed_at) },
        { id: 'channel', header: t('channel'), cell: (row) => t(`channels.${row.channel}`) },
        {
          id: 'given',
          header: t('given'),
          cell: (row) => formats.instant(row.given_at),
          text: (row) => row.given_at,
        },
      ]}
      empty={
        <Empty icon="star" title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      }
    />
  )
}

function Figures() {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const figures = useQuery({
    queryKey: [...FEEDBACK, 'figures'],
    queryFn: ({ signal }) => call<FeedbackFigures>('/api/v1/feedback-figures', { signal }),
  })
  return (
    <Answer of={figures}>
      {(found) =>
        found.rows.length > 0 && (
          <Surface
            title={t('figures.title')}
            note={t('handled.period', { from: formats.date(found.from), to: formats.date(found.to) })}
          >
            <PlainTable
              label={t('figures.title')}
              rows={found.rows}
              rowKey={(row) => row.kind ?? 'all'}
              columns={[
                {
                  id: 'kind',
                  header: t('kind'),
                  cell: (row) => (row.kind ? t(`kinds.${row.kind}`) : t('figures.all')),
                  isTitle: true,
                },
                { id: 'given', header: t('figures.given'), cell: (row) => formats.number(row.given), isNumber: true },
                {
                  id: 'mean',
                  header: t('figures.mean'),
                  cell: (row) => row.mean !== null && formats.number(row.mean, 1),
                  isNumber: true,
                },
                {
                  id: 'good',
                  header: t('figures.good'),
                  isNumber: true,
                  cell: (row) => (
                    <Figure
                      value={formats.percent(row.scored ? row.good / row.scored : null, 0)}
                      label={`${t('figures.good')}, ${row.kind ? t(`kinds.${row.kind}`) : t('figures.all')}`}
                      isFaint={row.scored < FEW_CASES}
                      rule={{
                        title: t('figures.good'),
                        definition: t('figures.rule'),
                        numerator: { label: t('figures.fourFive'), count: row.good },
                        denominator: { label: t('figures.scored'), count: row.scored },
                        exclusions: [{ label: t('figures.noScore'), count: row.given - row.scored }],
                        ...(row.low !== null && row.high !== null && { interval: { low: row.low, high: row.high } }),
                      }}
                    />
                  ),
                },
                {
                  id: 'in_time',
                  header: t('figures.inTime'),
                  isNumber: true,
                  cell: (row) => t('figures.of', { part: row.in_time, whole: row.judged }),
                },
                {
                  id: 'changed',
                  header: t('figures.changed'),
                  cell: (row) => formats.number(row.changed),
                  isNumber: true,
                },
              ]}
            />
          </Surface>
        )
      }
    </Answer>
  )
}
