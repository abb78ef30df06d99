/** How fast customers are answered against the standard, and which of them may be about to leave. */
import { Anchor, Grid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AnswerTimes, LeavingSigns } from '../../../../contract/inquiries.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { HowHandled } from '../../lib/how-handled.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

type TimeRow = AnswerTimes['rows'][number]
type Sign = LeavingSigns['rows'][number]['signs'][number]

export default function FiguresScreen() {
  const { t } = useTranslation(['inquiries', 'shell'])
  const times = useQuery({
    queryKey: ['answer-times'],
    queryFn: ({ signal }) => call<AnswerTimes>('/api/v1/answer-times', { signal }),
  })
  const signs = useQuery({
    queryKey: ['leaving-signs'],
    queryFn: ({ signal }) => call<LeavingSigns>('/api/v1/leaving-signs', { signal }),
  })
  return (
    <>
      <PageHead title={t('shell:screen.service-figures')} program={t('shell:program')} lead={t('figures.lead')} />
      <SectionTabs of="desk" />
      <Grid gap="md">
        <Grid.Col span={12}>
          <Answer of={times}>{(found) => <Times found={found} />}</Answer>
        </Grid.Col>
        <Grid.Col span={12}>
          <HowHandled />
        </Grid.Col>
        <Grid.Col span={12}>
          <Answer of={signs}>{(found) => <Leaving found={found} />}</Answer>
        </Grid.Col>
      </Grid>
    </>
  )
}

function Times({ found }: { found: AnswerTimes }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const hours = (value: number | null) =>
    value === null ? null : t('figures.hours', { hours: formats.number(value, 1) })
  const nameOf = (row: TimeRow) =>
    row.is_all ? t('figures.all') : (row.segment_name ?? row.segment_id ?? t('figures.noSegment'))
  if (found.rows.length === 0)
    return (
      <Surface title={t('figures.times')}>
        <Empty icon="clock" title={t('figures.none')}>
          {t('figures.noneNote')}
        </Empty>
      </Surface>
    )
  return (
    <Surface
      title={t('figures.times')}
      note={t('figures.period', { from: formats.date(found.from), to: formats.date(found.to) })}
    >
      <PlainTable
        label={t('figures.times')}
        rows={found.rows}
        rowKey={(row) => `${row.measure} ${row.is_all} ${row.segment_id}`}
        columns={[
          { id: 'who', header: t('figures.segment'), cell: nameOf, isTitle: true },
          { id: 'measure', header: t('figures.measure'), cell: (row) => t(`due.${row.measure}`) },
          { id: 'asked', header: t('figures.asked'), cell: (row) => formats.number(row.asked), isNumber: true },
          { id: 'median', header: t('figures.median'), cell: (row) => hours(row.median_hours), isNumber: true },
          { id: 'target', header: t('figures.standard'), cell: (row) => hours(row.target_hours), isNumber: true },
          {
            id: 'kept',
            header: t('figures.kept'),
            isNumber: true,
            cell: (row) => (
              <Figure
                value={formats.percent(row.judged ? row.kept / row.judged : null)}
                label={`${nameOf(row)}, ${t(`due.${row.measure}`)}`}
                isFaint={row.judged < FEW_CASES}
                rule={{
                  title: t('figures.kept'),
                  definition: t('figures.rule'),
                  numerator: { label: t('figures.within'), count: row.kept },
                  denominator: { label: t('figures.judged'), count: row.judged },
                  ...(row.low !== null && row.high !== null && { interval: { low: row.low, high: row.high } }),
                }}
              />
            ),
          },
        ]}
      />
    </Surface>
  )
}

/** Where each sign is looked into and dealt with. */
const WHERE: Record<Sign['kind'], (row: LeavingSigns['rows'][number]) => string> = {
  broken_promises: ({ customer_id }) => addressOf('/scorecard/lines', { customer_id, timing: 'late' }),
  unanswered: ({ customer_name }) => addressOf('/inquiries', { q: customer_name, view: 'overdue' }),
  fewer_orders: ({ customer_name }) => addressOf('/orders', { q: customer_name }),
  lower_scores: ({ customer_id }) => `/customers/${encodeURIComponent(customer_id)}`,
}

function Leaving({ found: { rows, check } }: { found: LeavingSigns }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const said = ({ kind, now, before, cases }: Sign) => {
    const isShare = kind === 'broken_promises' || kind === 'lower_scores'
    const show = (value: number) => (isShare ? formats.percent(value, 0) : formats.number(value))
    return t(`figures.sign.${kind}`, { now: show(now), before: show(before), cases: formats.number(cases) })
  }
  return (
    <Surface title={t('figures.leaving')} note={t('figures.leavingNote')}>
      <Stack gap="md">
        {rows.length === 0 ? (
          <Empty isSuccess title={t('figures.nobodyLeaves')} />
        ) : (
          <Stack gap="sm" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
            {rows.map((row) => (
              <li key={row.customer_id}>
                <Anchor component={Link} to={`/customers/${encodeURIComponent(row.customer_id)}`} fw={600}>
                  {row.customer_name}
                </Anchor>
                {row.signs.map((sign) => (
                  <Text key={sign.kind} size="sm">
                    {said(sign)}{' '}
                    <Anchor component={Link} size="sm" underline="always" to={WHERE[sign.kind](row)}>
                      {t(`figures.whatToDo.${sign.kind}`)}
                      <span className="sf-hidden">: {row.customer_name}</span>
                    </Anchor>
                  </Text>
                ))}
              </li>
            ))}
          </Stack>
        )}
        <Text size="sm" c="dimmed">
          {t('figures.check', {
            day: formats.date(check.as_of),
            customers: formats.number(check.customers),
            left: formats.number(check.left),
            warned: formats.number(check.warned),
            warnedLeft: formats.number(check.warned_left),
          })}
        </Text>
      </Stack>
    </Surface>
  )
}
