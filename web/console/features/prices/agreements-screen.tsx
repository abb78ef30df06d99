/** Who buys on which list, with which discount, payment days and terms, from when until when. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { Agreement } from '../../../../contract/prices.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { useListNames } from '../../lib/records/use-list-names.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { TAX_TREATMENTS } from '../../lib/value-lists.ts'

const CUSTOMERS = { path: '/customers', key: 'customer_id' }
const SEGMENTS = { path: '/segments', key: 'segment_id' }
const LISTS = { path: '/price-lists', key: 'list_id' }

const agreementKind: RecordKind = {
  id: 'agreements',
  path: '/agreements',
  key: 'agreement_id',
  icon: 'handshake',
  writeRight: 'prices.write',
  next: ({ agreement_id: _, version: __, valid_from: ___, valid_to: ____, ...rest }) => rest,
  fields: [
    { name: 'agreement_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'customer_id', type: 'lookup', from: CUSTOMERS, label: 'customer' },
    { name: 'segment_id', type: 'lookup', from: SEGMENTS, hint: 'agreement_party' },
    { name: 'list_id', type: 'lookup', from: LISTS, isRequired: true },
    { name: 'discount_percent', type: 'number' },
    { name: 'payment_days', type: 'integer' },
    { name: 'tax_treatment', type: 'choice', values: TAX_TREATMENTS, valueList: 'tax_treatment', hasHint: true },
    { name: 'terms', type: 'longtext' },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
  ],
}

type Row = Agreement & { holding: Holding }

export default function AgreementsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const dated = useDatedColumns<Row>()
  const lookup = (from: { path: string; key: string }, label: string) => (
    <LookupFilter name={from.key} label={label} from={from} width={200} />
  )
  const customers = useListNames(CUSTOMERS)
  const segments = useListNames(SEGMENTS)
  const lists = useListNames(LISTS)
  const partyId = (row: Row) => row.customer_id ?? row.segment_id
  const party = (row: Row) => {
    const id = partyId(row)
    return id ? (customers.get(id) ?? segments.get(id) ?? id) : t('records:everybody')
  }
  return (
    <RecordScreen<Row>
      kind={agreementKind}
      tabs={<SectionTabs of="prices" />}
      filters={['customer_id', 'segment_id', 'list_id', 'holding']}
      filterInputs={
        <>
          {lookup(CUSTOMERS, t('customer'))}
          {lookup(SEGMENTS, t('segment_id'))}
          {lookup(LISTS, t('list_id'))}
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'party', header: t('agreedWith'), cell: party, text: partyId },
        {
          id: 'list_id',
          header: t('list_id'),
          cell: (row) => lists.get(row.list_id) ?? row.list_id,
          text: (row) => row.list_id,
        },
        {
          id: 'discount_percent',
          header: t('discount_percent'),
          cell: (row) =>
            row.discount_percent != null && formats.percent(row.discount_percent / 100, { min: 0, max: 2 }),
          text: (row) => row.discount_percent,
          isNumber: true,
        },
        {
          id: 'payment_days',
          header: t('payment_days'),
          cell: (row) => row.payment_days != null && formats.number(row.payment_days),
          text: (row) => row.payment_days,
          isNumber: true,
        },
        {
          id: 'tax_treatment',
          header: t('tax_treatment'),
          cell: (row) => row.tax_treatment && t(`value:tax_treatment.${row.tax_treatment}`),
        },
        ...dated,
        { id: 'agreement_id', header: t('agreement_id'), cell: (row) => row.agreement_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
