/** Chooses one record of another list by typing a part of its name or code. */
import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, type Ref, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, type Query } from '../../../ui/http.ts'
import { useSession } from '../session.ts'
import { maySee } from './may-see.ts'
import type { Entry } from './record-kind.ts'
import type { RecordPage } from './use-records.ts'

export type LookupFrom = { path: string; key: string; filter?: Query }

type Props = {
  label: string
  isLabelHidden?: boolean
  from: LookupFrom
  value: string | null
  onChange: (value: string | null) => void
  isRequired?: boolean
  error?: ReactNode
  description?: string | undefined
  width?: number
  inputRef?: Ref<HTMLInputElement> | undefined
  /** The list waits for typing: for a field that has the focus as soon as its screen is there. */
  isClosedAtFirst?: boolean
}

type Option = { value: string; label: string }

/** Whoever may not see the list is not offered it: a filter is left out, a field takes the code as text. */
export function Lookup(props: Props) {
  const { label, isLabelHidden, from, value, onChange, isRequired, error, description, inputRef } = props
  if (maySee(useSession(), from.path)) return <OfferedLookup {...props} />
  if (isLabelHidden) return null
  return (
    <TextInput
      ref={inputRef}
      label={label}
      description={description}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      withAsterisk={isRequired ?? false}
      error={error}
    />
  )
}

function OfferedLookup(props: Props) {
  const {
    label,
    isLabelHidden,
    from,
    value,
    onChange,
    isRequired,
    error,
    description,
    width,
    inputRef,
    isClosedAtFirst,
  } = props
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
  // What is still there from a moment ago is narrowed here, so that whoever types and presses Enter at once is not given another.
  const isBehind = found.isPlaceholderData || text !== sought
  const options = (found.data?.rows ?? [])
    .map((row) => optionOf(row, from.key))
    .filter(({ label: one }) => !isBehind || text.includes(' · ') || holds(one, text))
  // The one chosen stays named when the list no longer holds it.
  const [chosen, setChosen] = useState<Option | null>(null)
  const isShown = value === null || options.some((option) => option.value === value)
  const held = chosen?.value === value ? chosen : { value: value ?? '', label: value ?? '' }
  // Marked once the answer is there: Enter takes what is seen to be marked.
  const isTyped = text !== '' && !text.includes(' · ') && !isBehind
  return (
    <Select
      ref={inputRef}
      selectFirstOptionOnChange={isTyped}
      {...(isLabelHidden ? { 'aria-label': label, placeholder: label } : { label })}
      description={description}
      data={isShown ? options : [held, ...options]}
      value={value}
      onChange={(next, option) => {
        setChosen(option ?? null)
        onChange(next)
      }}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      searchable
      openOnFocus={!isClosedAtFirst}
      clearable={!isRequired}
      withAsterisk={isRequired ?? false}
      nothingFoundMessage={found.isFetching ? t('loading') : t('filter.nothing')}
      clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
      error={error}
      style={width ? { flex: `0 1 ${width}px`, minWidth: 0 } : undefined}
    />
  )
}

const holds = (label: string, text: string): boolean =>
  text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => label.toLocaleLowerCase().includes(word))

const optionOf = (row: Entry, key: string) => {
  const value = String(row[key])
  return { value, label: row.name && row.name !== value ? `${row.name} · ${value}` : value }
}
