/** The first rows as they would be read: our values, and in red words what would be refused. Nothing is imported by looking. */
import { Alert, Button, Loader, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Preview } from '../../../../contract/import-runs.ts'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import type { Formats } from '../../../ui/format/formats.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toAdd } from './to-add.ts'
import { usePreview } from './use-imports.ts'

type Row = z.infer<typeof Preview>['rows'][number]

type Props = {
  importId: string
  mapping: MappingInput
  fields: readonly ImportField[]
  onChange: (mapping: MappingInput) => void
}

export function PreviewTable({ importId, mapping, fields, onChange }: Props) {
  const { t } = useTranslation(['imports', 'field'])
  const formats = useFormats()
  const [settled] = useDebouncedValue(mapping, 500)
  const preview = usePreview(importId, settled, true)
  if (preview.isError) return <ProblemNote error={preview.error} onRetry={() => preview.refetch()} />
  const rows = preview.data?.rows ?? []
  const shown = fields.filter((field) => rows.some((row) => readFor(row, field) !== null))
  const bad = rows.filter((row) => row.rejects.length > 0).length
  const codes = rows.flatMap((row) => row.rejects.map(({ code }) => code))
  const added = toAdd(mapping.kind, codes)
  const columns: Column<Row>[] = [
    { id: 'row', header: t('row'), cell: (row) => t('rowNumber', { number: row.row_number }), isTitle: true },
    { id: 'problems', header: t('problems'), isWrapped: true, width: '22%', cell: (row) => <Problems row={row} /> },
    ...shown.map((field) => ({
      id: field.name,
      header: t(`field:${field.name}`),
      cell: (row: Row) => written(row, field, { formats, zone: mapping.zone ?? 'UTC' }),
    })),
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
      {added.length > 0 && (
        <Alert m="md" color="yellow" variant="light" icon={<Icon name="warning" />}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('preview.unknown', { what: added.map((name) => t(`kind.${name}`)).join(', ') })}</Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onChange({ ...mapping, createMissing: [...(mapping.createMissing ?? []), ...added] })}
            >
              {t('createMissing')}
            </Button>
          </Stack>
        </Alert>
      )}
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

/**
 * What was read for a field. A day that may have a time is read into two values, named as the staging table names them:
 * `delivered_on` beside `delivered_at`, `promised_to_date` beside `promised_to_at`. Money is in minor units.
 */
function readFor({ values }: Row, { name, type }: ImportField): string | null {
  if (type === 'money') return values[`${name}_minor`] ?? null
  if (type !== 'day_or_time') return values[name] ?? null
  const [instant, day] = name.endsWith('_at')
    ? [values[name], values[`${name.slice(0, -'_at'.length)}_on`]]
    : [values[`${name}_at`], values[`${name}_date`]]
  return instant ?? day ?? null
}

function written(row: Row, field: ImportField, { formats, zone }: { formats: Formats; zone: string }): string | null {
  const value = readFor(row, field)
  if (value === null) return null
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.date(value)
  if (/^\d{4}-\d{2}-\d{2}[ T]\d{2}:/.test(value)) return formats.instant(value, zone)
  if (field.type === 'money') return formats.money(Number(value), row.values.currency ?? 'EUR').replace(/[A-Z\s]+/g, '')
  return ['quantity', 'price', 'number'].includes(field.type) ? formats.number(Number(value)) : value
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
    <Text
      key={`${problem.field} ${problem.code}`}
      size="sm"
      c={color}
      title={problem.value}
      style={{ overflowWrap: 'anywhere' }}
    >
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
