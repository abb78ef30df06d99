/** Orders that repeat, those that wait for a decision first. */
import { Button, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RecurringRow } from '../../../../contract/recurring-orders.ts'
import { useAddress } from '../../../ui/address.ts'
import { FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { useRepeatText } from '../../../ui/repeat-text.ts'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useEveryRow } from '../../lib/every-row.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useRecurringList } from './use-recurring.ts'

const AgreeDialog = lazy(() => import('./agree-dialog.tsx').then((module) => ({ default: module.AgreeDialog })))

export default function RecurringOrdersScreen() {
  const { t } = useTranslation(['recurring', 'shell', 'records'])
  const session = useSession()
  const [{ q }] = useAddress()
  const list = useRecurringList(q)
  const [isAgreeing, setAgreeing] = useState(false)
  const agree = mayDo(session, 'orders.write') && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAgreeing(true)}>
      {t('agree')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={t('shell:screen.recurring-orders')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={agree}
      />
      <FilterBar names={['q']}>
        <SearchFilter label={t('records:search')} />
      </FilterBar>
      <Surface isFlush>
        <Answer of={list} waiting={<RowsWaiting />}>
          {({ rows }) => <Rows rows={rows} q={q} />}
        </Answer>
      </Surface>
      <Suspense>{isAgreeing && <AgreeDialog onClose={() => setAgreeing(false)} />}</Suspense>
    </>
  )
}

function Rows({ rows, q }: { rows: readonly RecurringRow[]; q: string | undefined }) {
  const isFiltered = Boolean(q)
  const { t } = useTranslation(['recurring', 'shell'])
  const go = useNavigate()
  const formats = useFormats()
  const repeatText = useRepeatText()
  const everyRow = useEveryRow<RecurringRow>('/recurring-orders', { q })
  const columns: Column<RecurringRow>[] = [
    { id: 'name', header: t('name'), cell: (row) => row.name, text: (row) => row.name, isTitle: true },
    { id: 'customer', header: t('customer'), cell: (row) => row.customer_name, text: (row) => row.customer_id },
    {
      id: 'rhythm',
      header: t('rhythm'),
      cell: (row) => repeatText(row.terms.at(-1)),
      text: (row) => repeatText(row.terms.at(-1)),
    },
    { id: 'from', header: t('from'), cell: (row) => formats.date(row.starts_on), text: (row) => row.starts_on },
    {
      id: 'until',
      header: t('until'),
      cell: (row) => (row.ends_on ? formats.date(row.ends_on) : t('openEnd')),
      text: (row) => row.ends_on ?? null,
    },
    {
      id: 'problems',
      header: t('problems'),
      cell: (row) =>
        row.problems > 0 && (
          <Text span size="sm" fw={650} c="var(--sf-wrong)">
            {t('waiting', { count: row.problems })}
          </Text>
        ),
      text: (row) => row.problems,
    },
  ]
  return (
    <RecordTable
      label={t('shell:screen.recurring-orders')}
      name="recurring-orders"
      rows={rows.toSorted((a, b) => b.problems - a.problems)}
      rowKey={(row) => row.recurring_id}
      columns={columns}
      everyRow={everyRow}
      onOpen={(row) => go(`/recurring-orders/${encodeURIComponent(row.recurring_id)}`)}
      empty={
        <Empty icon="clock" title={t(isFiltered ? 'nothingFound' : 'empty')}>
          {t(isFiltered ? 'nothingFoundNote' : 'emptyNote')}
        </Empty>
      }
    />
  )
}
