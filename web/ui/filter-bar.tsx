/** The filters of a list in one line; all of them stand in the address. */
import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys, useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAddress } from './address.ts'
import classes from './filter-bar.module.css'
import { Icon } from './icons.tsx'

export function FilterBar({ children, names }: { children: ReactNode; names: readonly string[] }) {
  const { t } = useTranslation('ui')
  const [filters, change] = useAddress()
  const isFiltered = names.some((name) => filters[name])
  return (
    <search className={classes.bar} aria-label={t('filter.label')}>
      {children}
      {isFiltered && (
        <Button
          className={classes.clear}
          variant="subtle"
          size="sm"
          onClick={() => change(Object.fromEntries(names.map((name) => [name, undefined])))}
        >
          {t('filter.clear')}
        </Button>
      )}
    </search>
  )
}

/** The text field `/` jumps to. The address follows when the typing rests. */
export function SearchFilter({ name = 'q', label }: { name?: string; label: string }) {
  const { t } = useTranslation('ui')
  const [filters, change] = useAddress()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(filters[name] ?? '')
  const settle = useDebouncedCallback((value: string) => change({ [name]: value.trim() || undefined }), 200)
  const inAddress = filters[name] ?? ''
  // A hint for fingers that have keys.
  const hasKeys = useMediaQuery('(hover: hover)', true, { getInitialValueInEffect: false })
  useEffect(() => {
    if (document.activeElement !== field.current) setText(inAddress)
  }, [inAddress])
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={hasKeys ? `${label} ${t('filter.slash')}` : label}
      leftSection={<Icon name="search" size={16} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        settle(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return
        event.preventDefault()
        firstRow()?.focus()
      }}
      style={{ flex: '1 1 220px', maxWidth: 420 }}
    />
  )
}

/** The row of the list beneath that is its tab stop. */
const firstRow = () => document.querySelector<HTMLElement>('main [data-index][tabindex="0"], main [data-row]')

export type Choice = { value: string; label: string }

export function ChoiceFilter({
  name,
  label,
  choices,
  width = 180,
}: {
  name: string
  label: string
  choices: readonly Choice[]
  width?: number
}) {
  const { t } = useTranslation('ui')
  const [filters, change] = useAddress()
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...choices]}
      value={filters[name] ?? null}
      onChange={(value) => change({ [name]: value ?? undefined })}
      clearable
      searchable={choices.length > 8}
      nothingFoundMessage={t('filter.nothing')}
      clearButtonProps={{ 'aria-label': t('filter.clearOne', { label }) }}
      style={{ flex: `0 1 ${width}px`, minWidth: 0 }}
      limit={200}
    />
  )
}
