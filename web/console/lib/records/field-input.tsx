/** One field of a record's form, by its type. */
import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { Lookup } from './lookup.tsx'
import { ColleagueInput } from './members.tsx'
import { RankedColleagues, RankedInput } from './ranked-input.tsx'
import type { Field } from './record-kind.ts'
import { RowsInput } from './rows-input.tsx'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

export type InputProps = {
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  error?: string | undefined
  isLocked?: boolean
}

export const labelName = (field: Pick<Field, 'name'>) => field.name.split('.').at(-1) ?? field.name

export function FieldInput({ field, value, onChange, error, isLocked }: InputProps) {
  const { t } = useTranslation(['field', 'value'])
  const label = t(field.label ?? labelName(field))
  const shared = {
    label,
    error,
    withAsterisk: field.isRequired ?? false,
    ...hint(t, field),
  }
  if (isLocked && !['rows', 'switch', 'choices', 'colleague', 'ranked', 'colleagues'].includes(field.type))
    return <TextInput {...shared} withAsterisk={false} readOnly variant="filled" value={lockedText(t, field, value)} />
  switch (field.type) {
    case 'number':
    case 'integer':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
          allowDecimal={field.type === 'number'}
          hideControls
        />
      )
    case 'minor': {
      const digits = currencyExponent(field.currency ?? '')
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value / 10 ** digits : ''}
          onChange={(next) => onChange(next === '' ? null : Math.round(Number(next) * 10 ** digits))}
          decimalScale={digits}
          hideControls
        />
      )
    }
    case 'day':
      return (
        <Suspense fallback={<TextInput {...shared} readOnly />}>
          <DayField
            label={label}
            value={asText(value)}
            onChange={onChange}
            error={error}
            isRequired={field.isRequired ?? false}
            {...hint(t, field)}
          />
        </Suspense>
      )
    case 'switch':
      return (
        <Checkbox
          label={label}
          error={error}
          disabled={isLocked ?? false}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...hint(t, field)}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          data={(field.values ?? []).map((one) => ({
            value: one,
            label: field.names?.[one] ?? t(`value:${field.valueList}.${one}`),
          }))}
          value={asText(value)}
          onChange={onChange}
          clearable={!field.isRequired}
          allowDeselect={!field.isRequired}
          searchable={(field.values?.length ?? 0) > 8}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          data={(field.values ?? []).map((one) => ({
            value: one,
            label: field.names?.[one] ?? t(`value:${field.valueList}.${one}`),
          }))}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(next) => onChange(next.length > 0 ? next : null)}
          readOnly={isLocked ?? false}
          searchable={(field.values?.length ?? 0) > 12}
          clearable
        />
      )
    case 'lookup':
      return (
        <Lookup
          label={label}
          from={field.from ?? { path: '', key: '' }}
          value={asText(value)}
          onChange={onChange}
          isRequired={field.isRequired ?? false}
          error={error}
          {...hint(t, field)}
        />
      )
    case 'colleague':
      return (
        <ColleagueInput
          label={label}
          among={field.among}
          value={asText(value)}
          onChange={onChange}
          isRequired={field.isRequired ?? false}
          isLocked={isLocked ?? false}
          error={error}
          {...hint(t, field)}
        />
      )
    case 'ranked':
      return (
        <RankedInput
          label={label}
          value={listed(value)}
          choices={(field.values ?? []).map((one) => ({
            value: one,
            label: field.names?.[one] ?? t(`value:${field.valueList}.${one}`),
          }))}
          nameOf={(one) => field.names?.[one] ?? t(`value:${field.valueList}.${one}`)}
          isLocked={isLocked ?? false}
          error={error}
          onChange={onChange}
          {...hint(t, field)}
        />
      )
    case 'colleagues':
      return (
        <RankedColleagues
          label={label}
          value={listed(value)}
          isLocked={isLocked ?? false}
          error={error}
          onChange={onChange}
          {...hint(t, field)}
        />
      )
    case 'rows':
      return (
        <RowsInput
          field={field}
          label={label}
          rows={(value ?? []) as Record<string, unknown>[]}
          isLocked={isLocked ?? false}
          onChange={onChange}
          input={(inner, held, change, isFixed) => (
            <FieldInput field={inner} value={held} isLocked={isFixed} onChange={change} />
          )}
        />
      )
    case 'longtext':
      return (
        <Textarea
          {...shared}
          value={asText(value) ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
        />
      )
    default:
      return (
        <TextInput {...shared} value={asText(value) ?? ''} onChange={(event) => onChange(event.currentTarget.value)} />
      )
  }
}

const listed = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : [])

const asText = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

/** What may not be changed is text to be read and copied, not a faded control. */
const lockedText = (t: (key: string) => string, field: Field, value: unknown): string => {
  const text = asText(
    field.type === 'minor' && typeof value === 'number' ? value / 10 ** currencyExponent(field.currency ?? '') : value,
  )
  return text && field.type === 'choice'
    ? (field.names?.[text] ?? t(`value:${field.valueList}.${text}`))
    : (text ?? '–')
}

const hint = (t: (key: string) => string, field: Field) =>
  field.hasHint || field.hint ? { description: t(`hint.${field.hint ?? labelName(field)}`) } : {}
