/**
 * The same line on the three dates: what was asked, what was first promised, what holds now. A wish of the customer renews
 * what counts as promised first, so that it is named apart from the very first promise.
 */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { isRenewed } from './is-renewed.ts'
import type { PromiseVersion } from './order-records.ts'
import type { LineVerdict } from './use-order.ts'

export function BasesTable({ verdict, promises }: { verdict: LineVerdict; promises: readonly PromiseVersion[] }) {
  const { t } = useTranslation(['orders', 'rights', 'value'])
  const formats = useFormats()
  const isApart = isRenewed(promises)
  const nameOf = (basis: string) =>
    isApart && basis === 'first_promised' ? t('firstForWish') : t(`value:basis.${basis}`)
  return (
    <>
      <PlainTable
        label={t('bases')}
        rows={verdict.bases}
        rowKey={(row) => row.basis}
        columns={[
          { id: 'basis', header: t('basisLabel'), cell: (row) => nameOf(row.basis), isTitle: true },
          {
            id: 'due',
            header: t('due'),
            cell: (row) => <Unbroken>{row.due ? formats.date(row.due) : t('fact.unknown')}</Unbroken>,
          },
          { id: 'timing', header: t('timing'), cell: (row) => (row.timing ? t(`rights:timing.${row.timing}`) : null) },
          {
            id: 'days',
            header: t('daysLate'),
            isNumber: true,
            cell: (row) => (row.daysLate === null ? null : formats.duration(row.daysLate, 'day')),
          },
          { id: 'otif', header: t('otif'), cell: (row) => t(`rights:outcome.${row.otif}`) },
        ]}
      />
      {isApart && (
        <Text size="xs" c="dimmed">
          {t('firstForWishNote')}
        </Text>
      )}
    </>
  )
}

const Unbroken = ({ children }: { children: string }) => <span style={{ whiteSpace: 'nowrap' }}>{children}</span>
