/** Price lists: a name and a currency each; a list opens to the prices on it. */
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { PriceList } from '../../../../contract/prices.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'

export const priceListKind: RecordKind = {
  id: 'price-lists',
  path: '/price-lists',
  key: 'list_id',
  icon: 'bill',
  writeRight: 'prices.write',
  fields: [
    { name: 'list_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'currency', type: 'code', isRequired: true, hasHint: true },
  ],
}

export default function PriceListsScreen() {
  const { t } = useTranslation('field')
  const go = useNavigate()
  return (
    <RecordScreen<PriceList>
      kind={priceListKind}
      tabs={<SectionTabs of="prices" />}
      onOpen={(row) => go(`/prices/lists/${encodeURIComponent(row.list_id)}`)}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'list_id', header: t('list_id'), cell: (row) => row.list_id },
        { id: 'currency', header: t('currency'), cell: (row) => row.currency },
      ]}
    />
  )
}
