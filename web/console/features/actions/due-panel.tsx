/** Standards that are surely not met: those without a step first. One press begins a step for it. */
import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActionGaps } from '../../../../contract/actions.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useActionKind } from '../../lib/actions/use-action-kind.ts'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import type { Entry } from '../../lib/records/record-kind.ts'
import { mayDo, useSession } from '../../lib/session.ts'

type Row = ActionGaps['rows'][number]

const inWeeks = (weeks: number) => new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)

export function DuePanel() {
  const { t } = useTranslation(['actions', 'value', 'field'])
  const formats = useFormats()
  const session = useSession()
  const [, change] = useAddress()
  const [start, setStart] = useState<Entry>()
  const kind = useActionKind(start)
  const due = useQuery({
    queryKey: ['records', '/actions', 'due'],
    queryFn: ({ signal }) => call<ActionGaps>('/api/v1/actions/due', { signal }),
  })
  const begin = (row: Row) =>
    setStart({
      action_id: `${row.segment_id}-${row.measure}`.toUpperCase().slice(0, 48),
      title: t('titleFor', { measure: t(`value:action_measure.${row.measure}`), segment: row.segment_name }),
      ...{ reason: 'standard', segment_id: row.segment_id, measure: row.measure, state: 'open', priority: 5 },
      baseline: Math.round(1000 * row.measured) / 10,
      expected_change: Math.round(1000 * (row.target - row.measured)) / 10,
      due_on: inWeeks(6),
    })
  return (
    <div style={{ marginTop: 'var(--mantine-spacing-md)' }}>
      <Answer of={due}>
        {({ rows, from, to }) => (
          <Surface title={t('due')} note={t('dueNote', { from: formats.date(from), to: formats.date(to) })}>
            {rows.length === 0 ? (
              <Empty icon="check" title={t('nothingDue')} isSuccess>
                {t('nothingDueNote')}
              </Empty>
            ) : (
              <PlainTable<Row>
                label={t('due')}
                rows={rows}
                rowKey={({ segment_id, measure }) => `${segment_id} ${measure}`}
                columns={[
                  {
                    id: 'what',
                    header: t('field:measure'),
                    cell: (row) => `${row.segment_name}: ${t(`value:action_measure.${row.measure}`)}`,
                    isTitle: true,
                  },
                  { id: 'target', header: t('standard'), cell: (row) => formats.percent(row.target), isNumber: true },
                  {
                    id: 'measured',
                    header: t('measured'),
                    cell: (row) => (
                      <>
                        {formats.percent(row.measured)}{' '}
                        <Text span size="xs" c="dimmed">
                          {formats.percent(row.low)} – {formats.percent(row.high)}
                        </Text>
                      </>
                    ),
                    isNumber: true,
                  },
                  { id: 'lines', header: t('lines'), cell: (row) => formats.number(row.lines), isNumber: true },
                  {
                    id: 'stake',
                    header: t('atStake'),
                    cell: (row) =>
                      row.at_stake.map(({ currency, value_minor }) => formats.money(value_minor, currency)).join(', '),
                    isNumber: false,
                  },
                  {
                    id: 'step',
                    header: t('step'),
                    cell: (row) =>
                      row.action_id !== null ? (
                        <Anchor
                          component="button"
                          type="button"
                          size="sm"
                          onClick={() => change({ open: row.action_id ?? undefined })}
                        >
                          {row.action_id}
                        </Anchor>
                      ) : (
                        mayDo(session, 'standards.write') && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => begin(row)}
                            aria-label={`${t('plan')}: ${row.segment_name}, ${t(`value:action_measure.${row.measure}`)}`}
                          >
                            {t('plan')}
                          </Button>
                        )
                      ),
                  },
                ]}
              />
            )}
          </Surface>
        )}
      </Answer>
      <RecordDrawer kind={kind} open={start ? NEW : undefined} onClose={() => setStart(undefined)} />
    </div>
  )
}
