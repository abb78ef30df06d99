/** The same rates for each segment, site, customer, product group, lane or carrier; pressing one narrows everything to it. */
import { Anchor, Group, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupRow } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { FEW_CASES } from '../../../ui/format/wilson.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { type Column, RecordTable, type Sort } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { intervalOf } from './measures.ts'
import { type Asked, BREAKDOWNS, type Breakdown, useBreakdown } from './use-scorecard.ts'

const FILTER_OF: Record<Breakdown, string> = {
  segment: 'segment_id',
  site: 'site_id',
  customer: 'customer_id',
  product_group: 'product_group',
  lane: 'lane',
  carrier: 'carrier_id',
}

export function BreakdownPanel({ asked }: { asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const by = BREAKDOWNS.find((one) => one === asked.filters.by) ?? 'segment'
  const groups = useBreakdown(asked.question, by)
  return (
    <Surface
      isFlush
      title={t('breakdown.title')}
      note={t('breakdown.note')}
      actions={
        <Select
          size="xs"
          w={180}
          aria-label={t('breakdown.by')}
          data={BREAKDOWNS.map((one) => ({ value: one, label: t(`breakdown.${one}`) }))}
          value={by}
          allowDeselect={false}
          onChange={(next) => asked.change({ by: next ?? undefined })}
        />
      }
    >
      <Answer of={groups} waiting={<RowsWaiting />}>
        {({ rows }) => <BreakdownTable rows={rows} by={by} asked={asked} />}
      </Answer>
    </Surface>
  )
}

const SORTS: Record<string, (row: GroupRow) => number | string> = {
  label: (row) => row.label,
  counted: (row) => row.counted,
  otif: (row) => row.otif.value ?? -1,
  on_time: (row) => row.on_time.value ?? -1,
  in_full: (row) => row.in_full.value ?? -1,
  perfect_line: (row) => row.perfect_line.value ?? -1,
}

function sorted(rows: readonly GroupRow[], { by, isDescending }: Sort): GroupRow[] {
  const key = SORTS[by] ?? ((row: GroupRow) => row.label)
  const upwards = rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
  return isDescending ? upwards.reverse() : upwards
}

function BreakdownTable({ rows, by, asked }: { rows: readonly GroupRow[]; by: Breakdown; asked: Asked }) {
  const { t } = useTranslation('scorecard')
  const formats = useFormats()
  const [sort, setSort] = useState<Sort>({ by: 'counted', isDescending: true })
  const everyRow = useTheseRows(rows)
  const name = FILTER_OF[by]
  const rateColumn = (id: 'on_time' | 'in_full' | 'perfect_line'): Column<GroupRow> => ({
    id,
    header: t(`measure.${id}.name`),
    isNumber: true,
    isSortable: true,
    cell: (row) => formats.percent(row[id].value),
    text: (row) => row[id].value,
  })
  const columns: Column<GroupRow>[] = [
    {
      id: 'label',
      header: t(`breakdown.${by}`),
      isTitle: true,
      isSortable: true,
      text: (row) => row.label || t('notKnown'),
      cell: (row) => (
        <Anchor component="button" type="button" fw={600} onClick={() => asked.change({ [name]: row.member })}>
          {row.label || t('notKnown')}
        </Anchor>
      ),
    },
    {
      id: 'counted',
      header: t('linesLabel'),
      isNumber: true,
      isSortable: true,
      cell: (row) => formats.number(row.counted),
      text: (row) => row.counted,
    },
    {
      id: 'otif',
      header: t('measure.otif.name'),
      isSortable: true,
      width: 230,
      text: (row) => row.otif.value,
      cell: (row) => (
        <Group gap="xs" wrap="nowrap">
          <div style={{ flex: 1, minWidth: 70 }}>
            <ShareBar share={row.otif.value} interval={intervalOf(row.otif)} cases={row.otif.denominator} />
          </div>
          <span style={{ width: 58, textAlign: 'end', color: row.counted < FEW_CASES ? 'var(--sf-dim)' : undefined }}>
            {formats.percent(row.otif.value)}
          </span>
        </Group>
      ),
    },
    rateColumn('on_time'),
    rateColumn('in_full'),
    rateColumn('perfect_line'),
  ]
  return (
    <RecordTable
      label={t('breakdown.title')}
      name={`breakdown.${by}`}
      columns={columns}
      rows={sorted(rows, sort)}
      everyRow={everyRow}
      rowKey={(row) => row.member || '-'}
      total={rows.length}
      sort={sort}
      onSort={setSort}
      height="420px"
      empty={<Empty title={t('noLines')}>{t('noLinesAdvice')}</Empty>}
    />
  )
}
