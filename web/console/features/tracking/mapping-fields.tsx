/** One row a field: what we want to know, and where it stands in what the carrier sends. A sample offers its paths. */
import { Autocomplete, Select, SimpleGrid, Stack, TagsInput, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TrackingMapping } from '../../../../contract/tracking-mapping.ts'
import { listsIn, pathsIn } from './sample-paths.ts'

type Fields = Record<string, unknown>

/** Several paths: parts of one value, or other names for the same. */
const SEVERAL = [
  { name: 'shipments', max: 6, isRequired: true },
  { name: 'code', max: 3, isRequired: true },
  { name: 'time', max: 2, isRequired: true },
  { name: 'place', max: 4, isRequired: false },
  { name: 'orders', max: 4, isRequired: false },
  { name: 'event_id', max: 4, isRequired: false },
] as const
const SINGLE = ['location', 'latitude', 'longitude', 'reason', 'expected', 'zone', 'offset'] as const
/** Their names say all. */
const NOTELESS = new Set(['time_format', 'latitude', 'longitude'])
const TIME_FORMATS = ['iso', 'day_first', 'month_first', 'compact', 'epoch_seconds', 'epoch_milliseconds'] as const

type Props = {
  mapping: Fields
  sample: string
  mayWrite: boolean
  onChange: (mapping: Fields) => void
}

export function MappingFields({ mapping, sample, mayWrite, onChange }: Props) {
  const { t } = useTranslation('tracking')
  const isTable = mapping.format === 'csv'
  const paths = pathsIn(sample, isTable ? 'csv' : 'json')
  const wrong = wrongIn(mapping)
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...others } = mapping
    onChange(value === undefined ? others : { ...mapping, [name]: value })
  }
  const common = (name: string) => ({
    label: t(`field.${name}`),
    description: NOTELESS.has(name) ? undefined : t(`fieldNote.${name}`),
    disabled: !mayWrite,
    error: wrong.has(name) ? t(`fieldProblem.${wrong.get(name)!}`) : undefined,
  })
  const textOf = (name: string) => (typeof mapping[name] === 'string' ? (mapping[name] as string) : '')
  const one = (name: string, offered: readonly string[]) => (
    <Autocomplete
      key={name}
      {...common(name)}
      data={[...offered]}
      value={textOf(name)}
      onChange={(value) => set(name, value.trim() === '' ? undefined : value.trim())}
    />
  )
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t(paths.length > 0 ? 'fieldsOffered' : 'fieldsNote', { count: paths.length })}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          {...common('format')}
          data={(['json', 'csv'] as const).map((value) => ({ value, label: t(`formats.${value}`) }))}
          allowDeselect={false}
          value={isTable ? 'csv' : 'json'}
          onChange={(value) => set('format', value ?? 'json')}
        />
        {!isTable && one('events', listsIn(paths))}
        {SEVERAL.map(({ name, max, isRequired }) => (
          <TagsInput
            key={name}
            {...common(name)}
            required={isRequired}
            data={paths}
            maxTags={max}
            acceptValueOnBlur
            splitChars={[]}
            value={textsOf(mapping[name])}
            onChange={(value) => set(name, value.length > 0 || isRequired ? value : undefined)}
          />
        ))}
        <Select
          {...common('time_format')}
          data={TIME_FORMATS.map((value) => ({ value, label: t(`timeFormats.${value}`) }))}
          allowDeselect={false}
          value={textOf('time_format') || 'iso'}
          onChange={(value) => set('time_format', value ?? 'iso')}
        />
        {SINGLE.map((name) => one(name, paths))}
      </SimpleGrid>
    </Stack>
  )
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

/** Which fields the server would refuse, and in which word. */
function wrongIn(mapping: Fields): Map<string, 'missing' | 'wrong'> {
  const read = TrackingMapping.safeParse(mapping)
  if (read.success) return new Map()
  return new Map(
    read.error.issues.map(({ path, code }) => {
      const value = mapping[String(path[0])]
      const isMissing = code === 'too_small' || value === undefined
      return [String(path[0]), isMissing ? 'missing' : 'wrong'] as const
    }),
  )
}
