/** What holds for the whole file: dates, numbers, zone, and which unknown records it may bring into being. */
import { Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import { Surface } from '../../../ui/surface.tsx'
import { FormatInput } from './format-input.tsx'
import { ownFormats } from './mapping-draft.ts'
import { CREATABLE } from './to-add.ts'

type Props = {
  mapping: MappingInput
  fields: readonly ImportField[]
  /** The sign is being asked for and must not look chosen. */
  isDecimalOpen: boolean
  onChange: (mapping: MappingInput) => void
}
type Created = NonNullable<MappingInput['createMissing']>

export function FileSettings({ mapping, fields, isDecimalOpen, onChange }: Props) {
  const { t } = useTranslation('imports')
  const own = ownFormats(mapping, fields)
  const listed = own.formats.map(({ column, format }) => `${column} (${format})`).join(', ')
  const set = (change: Partial<MappingInput>) => onChange({ ...mapping, ...change })
  const hasShortYear = /(^|[^y])yy([^y]|$)/.test(mapping.dateFormat ?? '')
  return (
    <Surface title={t('file.title')} note={t('file.note')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
          <FormatInput
            label={t('dateFormat')}
            value={mapping.dateFormat ?? (own.isEvery ? undefined : 'iso')}
            placeholder={own.isEvery ? t('byColumn') : undefined}
            note={listed ? t('ownFormats', { columns: listed }) : undefined}
            onChange={(dateFormat) => set({ dateFormat })}
          />
          <TextInput
            label={t('zone')}
            description={t('zoneHint')}
            value={mapping.zone ?? 'UTC'}
            onChange={(event) => set({ zone: event.currentTarget.value })}
          />
          <Select
            label={t('decimal')}
            description={t('decimalHint')}
            data={[
              { value: '.', label: t('decimalPoint') },
              { value: ',', label: t('decimalComma') },
            ]}
            value={mapping.decimal ?? (isDecimalOpen ? null : '.')}
            allowDeselect={false}
            onChange={(decimal) => set({ decimal: decimal === ',' ? ',' : '.' })}
          />
          <Select
            label={t('grouping')}
            description={t('groupingHint')}
            data={[
              { value: '.', label: t('decimalPoint') },
              { value: ',', label: t('decimalComma') },
              { value: ' ', label: t('space') },
              { value: "'", label: t('apostrophe') },
            ]}
            value={mapping.grouping ?? null}
            placeholder={t('none')}
            clearable
            onChange={(grouping) => set({ grouping: (grouping ?? undefined) as MappingInput['grouping'] })}
          />
          {hasShortYear && (
            <NumberInput
              label={t('shortYear')}
              description={t('shortYearHint')}
              value={mapping.twoDigitYearFrom ?? ''}
              onChange={(year) => set({ twoDigitYearFrom: year === '' ? undefined : Number(year) })}
              hideControls
              thousandSeparator={false}
            />
          )}
        </SimpleGrid>
        <Checkbox.Group
          label={t('createMissing')}
          description={t('createMissingHint')}
          value={mapping.createMissing ?? []}
          onChange={(createMissing) => set({ createMissing: createMissing as Created })}
        >
          <Group mt={8} gap="lg">
            {CREATABLE.map((kind) => (
              <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} />
            ))}
          </Group>
        </Checkbox.Group>
      </Stack>
    </Surface>
  )
}
