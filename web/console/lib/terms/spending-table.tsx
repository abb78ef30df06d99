/** Spending with who asked for it: the need with its interval, people and day, a floor's reason, or nobody. */
import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SpendingRow, TracedNeed } from '../../../../contract/spending.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useElements } from '../elements.ts'
import { packageKind } from './package-kind.ts'
import { useTermText } from './term-text.ts'

type Props = { rows: readonly SpendingRow[]; currency: string | null; label: string; isDraft?: boolean }

export function SpendingTable({ rows, currency, label, isDraft = false }: Props) {
  const { t } = useTranslation(['terms', 'field'])
  const formats = useFormats()
  const termText = useTermText()
  const termName = (term: string) =>
    t(`field:${packageKind.fields.find((field) => field.name === term)?.label ?? term}`)
  const level = (terms: SpendingRow['before'], term: string) =>
    terms === null
      ? null
      : term === 'delivery_days' && typeof terms[term] === 'number'
        ? t('daysAWeek', { count: terms[term] })
        : termText(terms, term)
  const what = (row: SpendingRow) => row.name ?? termName(row.term)
  return (
    <PlainTable<SpendingRow>
      label={label}
      rows={rows}
      rowKey={(row) => `${row.segment_id} ${row.kind} ${row.term}`}
      columns={[
        {
          id: 'what',
          header: t('spending.what'),
          cell: (row) => (isDraft ? what(row) : `${row.segment_name}: ${what(row)}`),
          isTitle: true,
        },
        {
          id: 'before',
          header: t(isDraft ? 'preview.before' : 'spending.least'),
          cell: (row) => (row.kind === 'service' ? t('spending.service') : level(row.before, row.term)),
        },
        {
          id: 'after',
          header: t(isDraft ? 'preview.after' : 'spending.offered'),
          cell: (row) =>
            row.kind === 'service' ? t('spending.uses', { count: row.counted ?? 0 }) : level(row.after, row.term),
        },
        {
          id: 'cost',
          header: t('spending.cost'),
          cell: ({ cost }) => (cost === null || !currency ? t('spending.unknown') : formats.estimate(cost, currency)),
          isNumber: true,
        },
        { id: 'asked', header: t('spending.askedBy'), cell: (row) => <AskedBy row={row} /> },
      ]}
    />
  )
}

function AskedBy({ row }: { row: SpendingRow }) {
  const { t } = useTranslation('terms')
  const { nameOf } = useElements()
  const isUnasked = row.asked_by === 'nobody' || row.asked_by === 'unwanted'
  return (
    <>
      {row.floors.map(({ floor_id, reason }) => (
        <Text key={floor_id} size="sm">
          {t('spending.floor', { reason })}
        </Text>
      ))}
      {isUnasked && (
        <Text size="sm" c="var(--sf-wrong)">
          {t(`spending.${row.asked_by}`)}
        </Text>
      )}
      {row.need && <NeedText need={row.need} name={nameOf(row.need.element_id)} segmentId={row.segment_id} />}
    </>
  )
}

function NeedText({ need, name, segmentId }: { need: TracedNeed; name: string; segmentId: string }) {
  const { t } = useTranslation('terms')
  const formats = useFormats()
  const { weight, weight_low, weight_high, weight_n } = need
  return (
    <>
      <Anchor component={Link} size="sm" to={addressOf('/needs/stated', { segment_id: segmentId })}>
        {name}
      </Anchor>
      <Text size="xs" c="dimmed">
        {[
          weight !== null &&
            weight_low !== null &&
            weight_high !== null &&
            t('spending.weight', {
              weight: formats.percent(weight),
              low: formats.percent(weight_low),
              high: formats.percent(weight_high),
            }),
          weight_n !== null && t('spending.people', { count: weight_n }),
          formats.date(need.valid_from),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}
