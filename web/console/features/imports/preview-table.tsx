/** The first rows as they would be read: our values, and in red words what would be refused. Nothing is imported by looking. */
import { Loader, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Preview } from '../../../../contract/import-runs.ts'
import type { MappingInput } from '../../../../contract/imports.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { usePreview } from './use-imports.ts'

type Row = z.infer<typeof Preview>['rows'][number]

export function PreviewTable({ importId, mapping }: { importId: string; mapping: MappingInput }) {
  const { t } = useTranslation(['imports', 'field'])
  const [settled] = useDebouncedValue(mapping, 500)
  const preview = usePreview(importId, settled, true)
  if (preview.isError) return <ProblemNote error={preview.error} onRetry={() => preview.refetch()} />
  const rows = preview.data?.rows ?? []
  const names = Object.keys(rows[0]?.values ?? {}).filter((name) => rows.some((row) => row.values[name] !== null))
  const bad = rows.filter((row) => row.rejects.length > 0).length
  const columns: Column<Row>[] = [
    { id: 'row', header: t('row'), cell: (row) => t('rowNumber', { number: row.row_number }), isTitle: true },
    { id: 'problems', header: t('problems'), cell: (row) => <Problems row={row} /> },
    ...names.map((name) => ({ id: name, header: t(`field:${name}`), cell: (row: Row) => row.values[name] })),
  ]
  return (
    <Surface
      isFlush
      title={t('preview.title')}
      note={
        preview.data
          ? t(bad > 0 ? 'preview.bad' : 'preview.good', { count: bad > 0 ? bad : rows.length, all: rows.length })
          : undefined
      }
      actions={preview.isFetching ? <Loader size="xs" /> : null}
    >
      <RecordTable
        label={t('preview.title')}
        name={`preview.${mapping.kind}`}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.row_number)}
        isWaiting={preview.isPending}
        height="380px"
        empty={
          <Text p="md" c="dimmed">
            {t('preview.empty')}
          </Text>
        }
      />
    </Surface>
  )
}

function Problems({ row }: { row: Row }) {
  const { t } = useTranslation(['imports', 'field'])
  if (row.rejects.length + row.flags.length === 0)
    return (
      <Text span size="sm" c="var(--sf-right)">
        <Icon name="check" size={15} style={{ verticalAlign: '-2px' }} /> {t('preview.fine')}
      </Text>
    )
  const line = (problem: Row['rejects'][number], color: string) => (
    <Text key={`${problem.field} ${problem.code}`} size="sm" c={color} truncate title={problem.value}>
      <Icon name={color.includes('wrong') ? 'cross' : 'warning'} size={14} style={{ verticalAlign: '-2px' }} />{' '}
      {problem.field && `${t(`field:${problem.field}`)}: `}
      {t(`reject.${problem.code}`)}
    </Text>
  )
  return (
    <Stack gap={0}>
      {row.rejects.map((problem) => line(problem, 'var(--sf-wrong)'))}
      {row.flags.map((problem) => line(problem, 'var(--sf-watch)'))}
    </Stack>
  )
}
