/** The picture as a table: every way from one activity to the next, those that the picture hides included. */
import { useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { DiscoveredMap } from '../../../../contract/process-chart.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { useNames } from './names.ts'

type Props = { found: DiscoveredMap; onOpen: (open: string) => void }
type Row = DiscoveredMap['arcs'][number]

const SHOWN_ON_A_PHONE = 15

export function PassagesTable({ found, onOpen }: Props) {
  const { t } = useTranslation('process')
  const formats = useFormats()
  const names = useNames()
  const everyRow = useTheseRows(found.arcs)
  // Cards are tall; the file has the others too.
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  return (
    <Surface title={t('allPassages')} note={t('allPassagesNote')} isFlush>
      <RecordTable
        empty={null}
        name="process-passages"
        label={t('allPassages')}
        rows={isPhone ? found.arcs.slice(0, SHOWN_ON_A_PHONE) : found.arcs}
        total={found.arcs.length}
        rowKey={({ id }: Row) => id}
        onOpen={({ id }: Row) => onOpen(id)}
        everyRow={everyRow}
        columns={[
          { id: 'from', header: t('from'), isTitle: true, cell: ({ from }: Row) => names.activity(from) },
          { id: 'to', header: t('to'), cell: ({ to }: Row) => names.activity(to) },
          { id: 'finding', header: t('findingTitle'), cell: ({ finding }: Row) => t(`finding.${finding}`) },
          { id: 'count', header: t('passages'), isNumber: true, cell: ({ count }: Row) => formats.number(count) },
          {
            id: 'cases',
            header: t(`cases_of.${found.seen_through}`),
            isNumber: true,
            cell: ({ cases }: Row) => formats.number(cases),
          },
          {
            id: 'median',
            header: t('median'),
            isNumber: true,
            cell: ({ waiting }: Row) => names.hours(waiting.median),
            text: ({ waiting }: Row) => waiting.median,
          },
          {
            id: 'p90',
            header: t('nineOfTen'),
            isNumber: true,
            cell: ({ waiting }: Row) => names.hours(waiting.p90),
            text: ({ waiting }: Row) => waiting.p90,
          },
        ]}
      />
    </Surface>
  )
}
