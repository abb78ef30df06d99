/** The regular review of packages and of segments' standards: which are due, what was found each time, and when next. */
import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackageReview, ReviewsDue } from '../../../../contract/process-standards.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import type { Entry, RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { useSegmentName } from '../../lib/segment-name.ts'
import { mayDo, useSession } from '../../lib/session.ts'

const OUTCOMES = ['kept', 'to_change'] as const
const SHOWN_DAYS = 90
const HALF_A_YEAR = 182
const SEGMENTS = { path: '/segments', key: 'segment_id' }

const reviewKind: RecordKind = {
  id: 'reviews',
  path: '/package-reviews',
  key: 'review_id',
  icon: 'clock',
  writeRight: 'standards.write',
  emptyAdvice: 'reviews.emptyAdvice',
  start: { outcome: 'kept' },
  fields: [
    { name: 'review_id', type: 'code', isRequired: true },
    {
      name: 'package_id',
      type: 'lookup',
      from: { path: '/service-packages', key: 'package_id', filter: { holding: 'today' } },
      hint: 'review_of',
    },
    { name: 'segment_id', label: 'review_segment', type: 'lookup', from: SEGMENTS, hint: 'review_segment' },
    { name: 'reviewed_on', type: 'day', isRequired: true },
    {
      name: 'outcome',
      label: 'review_outcome',
      type: 'choice',
      values: OUTCOMES,
      valueList: 'review_outcome',
      isRequired: true,
    },
    { name: 'note', label: 'review_note', type: 'longtext', isRequired: true, hint: 'review_note' },
    { name: 'next_on', type: 'day', isRequired: true },
  ],
}

export default function ReviewsScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const segmentName = useSegmentName()
  return (
    <>
      <RecordScreen<PackageReview>
        kind={reviewKind}
        tabs={<SectionTabs of="service" />}
        filters={['segment_id', 'outcome']}
        filterInputs={
          <>
            <LookupFilter name="segment_id" label={t('review_segment')} from={SEGMENTS} width={200} />
            <ChoiceFilter
              name="outcome"
              label={t('review_outcome')}
              choices={OUTCOMES.map((value) => ({ value, label: t(`value:review_outcome.${value}`) }))}
              width={200}
            />
          </>
        }
        columns={[
          {
            id: 'package_id',
            header: t('reviewed'),
            cell: (row) => row.package_id ?? t('standardsOf', { segment: segmentName(row.segment_id) }),
            isTitle: true,
          },
          {
            id: 'reviewed_on',
            header: t('reviewed_on'),
            cell: (row) => formats.date(row.reviewed_on),
            text: (row) => row.reviewed_on,
          },
          { id: 'outcome', header: t('review_outcome'), cell: (row) => t(`value:review_outcome.${row.outcome}`) },
          { id: 'note', header: t('review_note'), cell: (row) => row.note },
          { id: 'next_on', header: t('next_on'), cell: (row) => formats.date(row.next_on), text: (row) => row.next_on },
          { id: 'review_id', header: t('review_id'), cell: (row) => row.review_id, isHiddenAtFirst: true },
        ]}
      />
      <Due />
    </>
  )
}

function Due() {
  const { t } = useTranslation(['terms', 'field'])
  const formats = useFormats()
  const session = useSession()
  const [start, setStart] = useState<Entry>()
  const found = useQuery({
    queryKey: ['records', '/package-reviews', 'due', SHOWN_DAYS],
    queryFn: ({ signal }) => call<ReviewsDue>('/api/v1/package-reviews/due', { query: { days: SHOWN_DAYS }, signal }),
  })
  if (!found.data) return null
  const today = formats.dayAt(new Date())
  const next = new Date(Date.now() + HALF_A_YEAR * 86_400_000).toISOString().slice(0, 10)
  return (
    <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>
      <Surface title={t('reviews.due')} note={t('reviews.dueNote')}>
        {found.data.rows.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('reviews.nothingDue')}
          </Text>
        ) : (
          <PlainTable
            label={t('reviews.due')}
            rows={found.data.rows}
            rowKey={({ segment_id, package_id }) => `${segment_id} ${package_id ?? ''}`}
            columns={[
              {
                id: 'name',
                header: t('field:reviewed'),
                cell: (row) => `${row.segment_name}: ${row.name ?? t('reviews.standards')}`,
                isTitle: true,
              },
              {
                id: 'due',
                header: t('field:due_on'),
                cell: (row) => (
                  <Text size="sm" c={row.days < 0 ? 'var(--sf-wrong)' : undefined}>
                    {formats.date(row.due_on)}
                  </Text>
                ),
              },
              {
                id: 'last',
                header: t('reviews.last'),
                cell: (row) => (row.last_on ? formats.date(row.last_on) : t('reviews.never')),
              },
              {
                id: 'act',
                header: t('reviews.act'),
                cell: (row) =>
                  mayDo(session, 'standards.write') && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`${t('reviews.record')}: ${row.segment_name}, ${row.name ?? t('reviews.standards')}`}
                      onClick={() =>
                        setStart({
                          ...{
                            review_id: `${row.package_id ?? row.segment_id}-${today}`.slice(0, 64),
                            package_id: row.package_id,
                          },
                          segment_id: row.package_id === null ? row.segment_id : null,
                          ...{ reviewed_on: today, outcome: 'kept', next_on: next },
                        })
                      }
                    >
                      {t('reviews.record')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Surface>
      <RecordDrawer
        kind={{ ...reviewKind, ...(start && { start }) }}
        open={start ? NEW : undefined}
        onClose={() => setStart(undefined)}
      />
    </div>
  )
}
