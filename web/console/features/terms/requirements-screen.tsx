/** What must be observed for a customer, a place or a product: said once here, seen at every order, pick, load and delivery. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NEEDS, REQUIREMENT_KINDS, REQUIREMENT_NEEDS, STEPS } from '../../../../contract/requirement-needs.ts'
import type { Requirement } from '../../../../contract/requirements.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'

const requirementKind: RecordKind = {
  id: 'requirements',
  path: '/requirements',
  key: 'requirement_id',
  icon: 'handshake',
  writeRight: 'master_data.write',
  start: { steps: ['load', 'deliver'] },
  fields: [
    { name: 'requirement_id', type: 'code', isRequired: true },
    { name: 'customer_id', type: 'lookup', from: { path: '/customers', key: 'customer_id' }, label: 'customer' },
    { name: 'location_id', type: 'lookup', from: { path: '/locations', key: 'location_id' }, label: 'place' },
    {
      name: 'product_id',
      type: 'lookup',
      from: { path: '/products', key: 'product_id' },
      label: 'product',
      hint: 'requirement_of',
    },
    { name: 'kind', type: 'choice', values: REQUIREMENT_KINDS, valueList: 'requirement_kind', isRequired: true },
    { name: 'need', type: 'choice', valuesBy: { name: 'kind', lists: REQUIREMENT_NEEDS }, valueList: 'need' },
    { name: 'text', type: 'longtext', isRequired: true, hasHint: true },
    { name: 'openings', type: 'text', isRequired: true, hasHint: true, onlyWhen: { name: 'kind', is: 'window' } },
    {
      name: 'contact_id',
      type: 'lookup',
      from: { path: '/contacts', key: 'contact_id' },
      onlyWhen: { name: 'kind', is: 'person' },
    },
    { name: 'least_celsius', type: 'number', onlyWhen: { name: 'kind', is: 'handling' } },
    { name: 'most_celsius', type: 'number', onlyWhen: { name: 'kind', is: 'handling' } },
    { name: 'steps', type: 'choices', values: STEPS, valueList: 'step', isRequired: true },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'valid_to', type: 'day' },
  ],
}

type Row = Requirement & { holding: 'today' | 'coming' | 'past' }

export default function RequirementsScreen() {
  const { t } = useTranslation(['field', 'value'])
  const dated = useDatedColumns<Row>()
  const lookup = (name: string, label: string, path: string) => (
    <LookupFilter name={name} label={label} from={{ path, key: name }} width={170} />
  )
  const steps = (row: Row) => row.steps.map((step) => t(`value:step.${step}`)).join(', ')
  return (
    <RecordScreen<Row>
      kind={requirementKind}
      filters={['customer_id', 'location_id', 'product_id', 'kind', 'need', 'holding']}
      filterInputs={
        <>
          {lookup('customer_id', t('customer'), '/customers')}
          {lookup('location_id', t('place'), '/locations')}
          {lookup('product_id', t('product'), '/products')}
          <ChoiceFilter
            name="kind"
            label={t('kind')}
            choices={REQUIREMENT_KINDS.map((value) => ({ value, label: t(`value:requirement_kind.${value}`) }))}
            width={150}
          />
          <ChoiceFilter
            name="need"
            label={t('need')}
            choices={NEEDS.map((value) => ({ value, label: t(`value:need.${value}`) }))}
            width={170}
          />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        {
          id: 'text',
          header: t('text'),
          cell: (row) => (
            <Text size="sm" component="span" lineClamp={2}>
              {row.text}
            </Text>
          ),
          text: (row) => row.text,
          isTitle: true,
          width: '32%',
        },
        { id: 'requirement_id', header: t('requirement_id'), cell: (row) => row.requirement_id, isHiddenAtFirst: true },
        {
          id: 'kind',
          header: t('kind'),
          cell: (row) => t(`value:requirement_kind.${row.kind}`),
        },
        { id: 'need', header: t('need'), cell: (row) => row.need && t(`value:need.${row.need}`) },
        { id: 'customer_id', header: t('customer'), cell: (row) => row.customer_id },
        { id: 'location_id', header: t('place'), cell: (row) => row.location_id },
        { id: 'product_id', header: t('product'), cell: (row) => row.product_id },
        { id: 'steps', header: t('steps'), cell: steps },
        ...dated.map((column) => ({ ...column, isHiddenAtFirst: column.id !== 'holding' })),
      ]}
    />
  )
}
