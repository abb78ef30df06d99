/** Chooses one of the customer's own products by typing a part of its name or code. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnProducts } from '../../lib/own-choices.ts'

type Props = { value: string | null; onChange: (productId: string | null) => void }

export function ProductField({ value, onChange }: Props) {
  const { t } = useTranslation(['recurring', 'ui'])
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text, 200)
  // The field writes its chosen label back as the text; asking for that would leave only itself to choose from.
  const found = useOwnProducts(sought.includes(' · ') ? '' : sought)
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.product_id,
    label: `${row.name} · ${row.product_id}`,
  }))
  const isShown = value === null || options.some((option) => option.value === value)
  return (
    <Select
      label={t('product')}
      data={isShown ? options : [{ value, label: value }, ...options]}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      searchable
      withAsterisk
      nothingFoundMessage={t('ui:filter.nothing')}
    />
  )
}
