import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Customer } from '../../../../contract/customers.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { RecordName } from '../../lib/records/record-name.tsx'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { customerKind } from './customer-kind.ts'

export default function CustomersScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const go = useNavigate()
  return (
    <RecordScreen<Customer>
      kind={customerKind}
      filters={['segment_id', 'country']}
      filterInputs={
        <LookupFilter name="segment_id" label={t('segment_id')} from={{ path: '/segments', key: 'segment_id' }} />
      }
      onOpen={(row) => go(`/customers/${encodeURIComponent(row.customer_id)}`)}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'customer_id', header: t('customer_id'), cell: (row) => row.customer_id },
        {
          id: 'segment_id',
          header: t('segment_id'),
          cell: (row) => <RecordName of="/segments" code={row.segment_id} />,
          text: (row) => row.segment_id,
        },
        {
          id: 'country',
          header: t('country'),
          cell: (row) => formats.country(row.country),
          text: (row) => row.country,
        },
        { id: 'language', header: t('language'), cell: (row) => row.language && t(`value:language.${row.language}`) },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency },
      ]}
    />
  )
}
