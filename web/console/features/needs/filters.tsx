/** Filters that several lists of needs share. */
import { useTranslation } from 'react-i18next'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useElements } from '../../lib/elements.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { BUYING_ROLES } from '../../lib/value-lists.ts'

export function CustomerFilter() {
  const { t } = useTranslation('field')
  return <LookupFilter name="customer_id" label={t('customer')} from={{ path: '/customers', key: 'customer_id' }} />
}

export function RoleFilter({ name = 'buying_role' }: { name?: string }) {
  const { t } = useTranslation(['field', 'value'])
  return (
    <ChoiceFilter
      name={name}
      label={t('buying_role')}
      choices={BUYING_ROLES.map((value) => ({ value, label: t(`value:buying_role.${value}`) }))}
      width={180}
    />
  )
}

export function ElementFilter() {
  const { t } = useTranslation('field')
  const { values, nameOf } = useElements()
  return (
    <ChoiceFilter
      name="element_id"
      label={t('element_id')}
      choices={values.map((value) => ({ value, label: nameOf(value) }))}
      width={240}
    />
  )
}
