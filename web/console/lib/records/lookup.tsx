/** Chooses one record of another list by typing a part of its name or code. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Query } from '../../../ui/http.ts'
import type { Entry } from './record-kind.ts'
import type { RecordPage } from './use-records.ts'

type Props = {
  label: string
  isLabelHidden?: boolean
  from: { path: string; key: string; filter?: Query }
  value: string | null
  onChange: (value: string | null) => void
  isRequired?: boolean
  isLocked?: boolean
  error?: ReactNode
  width?: number
}

export function Lookup({ label, isLabelHidden, from, value, onChange, isRequired, isLocked, error, width }: Props) {
  const { t } = useTranslation('ui')
  const [text, setText] = useState('')
  const [sought] = useDebouncedValue(text, 200)
  // The field writes its chosen label back as the text; asking for that would leave only itself to choose from.
  const q = sought.includes(' · ') ? '' : sought
  const found = useQuery({
    queryKey: ['records', from.path, 'lookup', from.filter, q],
    queryFn: ({ signal }) =>
      call<RecordPage>(`/api/v1${from.path}`, { query: { ...from.filter, q, limit: 50 }, signal }),
    placeholderData: keepPreviousData,
  })
  const options = (found.data?.rows ?? []).map((row) => optionOf(row, from.key))
  const isShown = value === null || options.some((option) => option.value === value)
  return (
    <Select
      {...(isLabelHidden ? { 'aria-label': label, placeholder: label } : { label })}
      data={isShown ? options : [{ value, label: value }, ...options]}
      value={value}
      onChange={onChange}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      searchable
      clearable={!isRequired}
      withAsterisk={isRequired ?? false}
      nothingFoundMessage={found.isFetching ? t('loading') : t('filter.nothing')}
      clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
      error={error}
      disabled={isLocked ?? false}
      style={width ? { flex: `0 1 ${width}px`, minWidth: 0 } : undefined}
    />
  )
}

const optionOf = (row: Entry, key: string) => {
  const value = String(row[key])
  return { value, label: row.name && row.name !== value ? `${row.name} · ${value}` : value }
}
