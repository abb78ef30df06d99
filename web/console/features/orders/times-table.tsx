/** How long each step of a line took, with the kind of time and whose open hours were counted. */
import { Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { byStep, keyOfStep, useStepText } from '../../lib/step-times.ts'
import type { LineVerdict } from './use-order.ts'

export function TimesTable({ verdict }: { verdict: LineVerdict }) {
  const { t } = useTranslation('orders')
  const text = useStepText()
  if (verdict.times.length === 0) return null
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {t('times')}
      </Title>
      <PlainTable
        label={t('times')}
        rows={byStep(verdict.times)}
        rowKey={keyOfStep}
        columns={[
          { id: 'step', header: t('step'), cell: text.name, isTitle: true },
          {
            id: 'kind',
            header: t('countedIn'),
            cell: (row) =>
              row.calendar_id ? t('calendarOf', { kind: text.kind(row), id: row.calendar_id }) : text.kind(row),
          },
          { id: 'time', header: t('took'), cell: (row) => text.time(row, row.seconds), isNumber: true },
        ]}
      />
    </Stack>
  )
}
