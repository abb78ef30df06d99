/** Which version of a dated record holds, waits, comes or is over: a word with a shape, a filter, a column. */
import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import type { Column } from '../../../ui/record-table.tsx'

export const HOLDINGS: readonly Holding[] = ['today', 'behind', 'coming', 'past']

const MARKS: Record<Holding, { icon: IconName; color: string }> = {
  today: { icon: 'check', color: 'var(--sf-right)' },
  behind: { icon: 'dash', color: 'var(--sf-dim)' },
  coming: { icon: 'clock', color: 'var(--sf-watch)' },
  past: { icon: 'left', color: 'var(--sf-dim)' },
}

export function HoldingMark({ holding }: { holding: Holding }) {
  const { t } = useTranslation('value')
  const { icon, color } = MARKS[holding]
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      <Icon name={icon} size={16} />
      <Text size="sm" inherit>
        {t(`holding.${holding}`)}
      </Text>
    </Group>
  )
}

export function HoldingFilter({ values = HOLDINGS }: { values?: readonly Holding[] }) {
  const { t } = useTranslation(['field', 'value'])
  return (
    <ChoiceFilter
      name="holding"
      label={t('holding')}
      choices={values.map((value) => ({ value, label: t(`value:holding.${value}`) }))}
      width={200}
    />
  )
}

type Dated = { valid_from: string; valid_to?: string | null | undefined; holding?: Holding | undefined }

/** Where the row stands, and its days. */
export function useDatedColumns<T extends Dated>(hasEnd = true): Column<T>[] {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  return [
    {
      id: 'holding',
      header: t('holding'),
      cell: (row) => row.holding && <HoldingMark holding={row.holding} />,
      text: (row) => row.holding && t(`value:holding.${row.holding}`),
    },
    {
      id: 'valid_from',
      header: t('valid_from'),
      cell: (row) => formats.date(row.valid_from),
      text: (row) => row.valid_from,
    },
    ...(hasEnd
      ? [
          {
            id: 'valid_to',
            header: t('valid_to'),
            cell: (row: T) => row.valid_to && formats.date(row.valid_to),
            text: (row: T) => row.valid_to,
          },
        ]
      : []),
  ]
}
