/** Products that may come instead of others, and whether the customer is asked before. */
import { useTranslation } from 'react-i18next'
import type { Substitution } from '../../../../contract/added-services.ts'
import type { Holding } from '../../../../contract/holding.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { CONSENTS, DIRECTIONS, SUBSTITUTE_PRICES } from '../../lib/value-lists.ts'

const PRODUCTS = { path: '/products', key: 'product_id' }

const substitutionKind: RecordKind = {
  id: 'substitutions',
  path: '/substitutions',
  key: 'substitution_id',
  icon: 'products',
  writeRight: 'standards.write',
  start: {
    numerator: 1,
    denominator: 1,
    direction: 'one_way',
    consent: 'ask',
    price_rule: 'lower_of_two',
    consents: [],
  },
  fields: [
    { name: 'substitution_id', type: 'code', isRequired: true },
    { name: 'product_id', type: 'lookup', from: PRODUCTS, label: 'product', isRequired: true },
    { name: 'substitute_id', type: 'lookup', from: PRODUCTS, isRequired: true },
    { name: 'numerator', type: 'integer', label: 'substitute_units', isRequired: true },
    { name: 'denominator', type: 'integer', label: 'ordered_units', isRequired: true },
    { name: 'direction', type: 'choice', values: DIRECTIONS, valueList: 'direction', isRequired: true },
    { name: 'consent', type: 'choice', values: CONSENTS, valueList: 'consent', isRequired: true },
    { name: 'price_rule', type: 'choice', values: SUBSTITUTE_PRICES, valueList: 'price_rule', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
    {
      name: 'consents',
      type: 'rows',
      newRow: { consent: 'never' },
      fields: [
        {
          name: 'customer_id',
          type: 'lookup',
          from: { path: '/customers', key: 'customer_id' },
          label: 'customer',
          isRequired: true,
        },
        { name: 'consent', type: 'choice', values: CONSENTS, valueList: 'consent', isRequired: true },
      ],
    },
  ],
}

type Row = Substitution & { holding: Holding }

export default function SubstitutionsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  const formats = useFormats()
  const dated = useDatedColumns<Row>()
  return (
    <RecordScreen<Row>
      kind={substitutionKind}
      tabs={<SectionTabs of="catalogue" />}
      filters={['product_id', 'holding']}
      filterInputs={
        <>
          <LookupFilter name="product_id" label={t('product')} from={PRODUCTS} />
          <HoldingFilter />
        </>
      }
      columns={[
        { id: 'product_id', header: t('product'), cell: (row) => row.product_id, isTitle: true },
        { id: 'substitute_id', header: t('substitute_id'), cell: (row) => row.substitute_id },
        {
          id: 'ratio',
          header: t('ratio'),
          cell: (row) => `${formats.number(row.denominator)} : ${formats.number(row.numerator)}`,
          text: (row) => `${row.denominator}:${row.numerator}`,
        },
        { id: 'direction', header: t('direction'), cell: (row) => t(`value:direction.${row.direction}`) },
        { id: 'consent', header: t('consent'), cell: (row) => t(`value:consent.${row.consent}`) },
        {
          id: 'consents',
          header: t('consents'),
          cell: (row) =>
            row.consents.map((one) => `${one.customer_id}: ${t(`value:consent.${one.consent}`)}`).join(' · '),
        },
        {
          id: 'price_rule',
          header: t('price_rule'),
          cell: (row) => t(`value:price_rule.${row.price_rule}`),
          isHiddenAtFirst: true,
        },
        ...dated,
      ]}
    />
  )
}
