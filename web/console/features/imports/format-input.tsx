/** A date format, chosen from the usual ones or written. */
import { Autocomplete } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const USUAL = ['iso', 'dd.MM.yyyy', 'dd/MM/yyyy', 'MM/dd/yyyy', 'd-MMM-yy', 'yyyy-MM-dd HH:mm:ss', 'dd.MM.yyyy HH:mm']

type Props = {
  label: string
  value: string | undefined
  placeholder?: string
  note?: string
  onChange: (value: string | undefined) => void
}

export function FormatInput({ label, value, placeholder, note, onChange }: Props) {
  const { t } = useTranslation('imports')
  return (
    <Autocomplete
      label={label}
      description={note ?? t('dateFormatHint')}
      placeholder={placeholder}
      data={USUAL}
      filter={({ options }) => options}
      value={value ?? ''}
      onChange={(next) => onChange(next || undefined)}
    />
  )
}
