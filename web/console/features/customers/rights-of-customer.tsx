/** The seven rights this customer got, as bars. */
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'

export function RightsOfCustomer({ scorecard, customerId }: { scorecard: Scorecard; customerId: string }) {
  const { t } = useTranslation(['customers', 'rights'])
  const formats = useFormats()
  const { from, to, basis } = scorecard
  const linesTo = (right: string) =>
    addressOf('/scorecard/lines', { customer_id: customerId, from, to, basis, right, check: 'fail' })
  return (
    <PlainTable
      label={t('rights.title')}
      rows={scorecard.rights}
      rowKey={(row) => row.right}
      columns={[
        { id: 'right', header: t('rights.right'), cell: (row) => t(`rights:right.${row.right}`), isTitle: true },
        {
          id: 'bar',
          header: t('rights.share'),
          cell: ({ rate }) => (
            <div style={{ minWidth: 90 }}>
              <ShareBar
                share={rate.value}
                interval={rate.low === null || rate.high === null ? undefined : { low: rate.low, high: rate.high }}
                cases={rate.denominator}
              />
            </div>
          ),
        },
        { id: 'value', header: t('rights.value'), isNumber: true, cell: ({ rate }) => formats.percent(rate.value) },
        {
          id: 'wrong',
          header: t('rights.wrong'),
          isNumber: true,
          cell: (row) =>
            row.fail > 0 ? (
              <Anchor component={Link} inherit to={linesTo(row.right)}>
                {formats.number(row.fail)}
              </Anchor>
            ) : (
              formats.number(0)
            ),
        },
        { id: 'unknown', header: t('rights.unknown'), isNumber: true, cell: (row) => formats.number(row.unknown) },
      ]}
    />
  )
}
