/** How one column is read: its date format, its own words for our values, what an empty or unreadable cell means. */
import { Checkbox, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldType, ImportField } from '../../../../contract/imports.ts'
import { FormatInput } from './format-input.tsx'
import type { SourceSettings } from './mapping-draft.ts'

type Props = {
  field: ImportField
  settings: SourceSettings
  samples: readonly string[]
  onChange: (settings: SourceSettings) => void
}

const IS_TIME: ReadonlySet<FieldType> = new Set(['date', 'time', 'day_or_time'])
const IS_NUMBER: ReadonlySet<FieldType> = new Set(['quantity', 'price', 'money', 'number'])

export function ColumnSettings({ field, settings, samples, onChange }: Props) {
  const { t } = useTranslation(['imports', 'value'])
  const set = (change: Partial<SourceSettings>) => onChange({ ...settings, ...change })
  return (
    <Stack gap="sm" p="sm" my="xs" style={{ background: 'var(--sf-sunken)', borderRadius: 8 }}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {IS_TIME.has(field.type) && (
          <FormatInput
            label={t('dateFormat')}
            value={settings.dateFormat}
            onChange={(dateFormat) => set({ dateFormat })}
          />
        )}
        {IS_NUMBER.has(field.type) && (
          <Select
            label={t('decimal')}
            data={[
              { value: '.', label: t('decimalPoint') },
              { value: ',', label: t('decimalComma') },
            ]}
            value={settings.decimal ?? null}
            placeholder={t('asFile')}
            clearable
            onChange={(decimal) => set({ decimal: (decimal ?? undefined) as SourceSettings['decimal'] })}
          />
        )}
        <TextInput
          label={t('ifEmpty')}
          value={settings.default ?? ''}
          onChange={(event) => set({ default: event.currentTarget.value })}
        />
        <Select
          label={t('ifUnreadable')}
          data={[
            { value: 'reject', label: t('unreadable.reject') },
            { value: 'flag', label: t('unreadable.flag') },
          ]}
          value={settings.onUnknown ?? 'reject'}
          allowDeselect={false}
          onChange={(onUnknown) => set({ onUnknown: onUnknown === 'flag' ? 'flag' : undefined })}
        />
      </SimpleGrid>
      {field.type === 'day_or_time' && (
        <Checkbox
          label={t('dayOnly')}
          checked={settings.dayOnly === true}
          onChange={(event) => set({ dayOnly: event.currentTarget.checked || undefined })}
        />
      )}
      {field.values && <Translations field={field} settings={settings} samples={samples} onChange={onChange} />}
    </Stack>
  )
}

function Translations({ field, settings, samples, onChange }: Props) {
  const { t } = useTranslation('imports')
  const words = [...new Set([...Object.keys(settings.values ?? {}), ...samples])].slice(0, 40)
  const set = (word: string, value: string | null) => {
    const { [word]: _dropped, ...others } = settings.values ?? {}
    onChange({ ...settings, values: value === null ? others : { ...others, [word]: value } })
  }
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('translations')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('translationsNote')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing={6}>
        {words.map((word) => (
          <Select
            key={word}
            label={word}
            data={[...(field.values ?? [])]}
            value={settings.values?.[word] ?? null}
            placeholder={field.values?.includes(word) ? word : t('translations')}
            clearable
            onChange={(value) => set(word, value)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
