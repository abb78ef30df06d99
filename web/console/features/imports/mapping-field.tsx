/** One of our fields: the column or constant it comes from, what stands there, and how it is to be read. */
import { ActionIcon, Collapse, Group, Select, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ImportField } from '../../../../contract/imports.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ColumnSettings } from './column-settings.tsx'
import { type Source, sampleValues } from './mapping-draft.ts'
import classes from './mapping-field.module.css'
import type { Uploaded } from './use-imports.ts'

type Props = {
  field: ImportField
  file: Uploaded
  source: Source
  isMissing: boolean
  onChange: (source: Source) => void
}

const CONSTANT = 'constant'
const asColumn = (column: string) => `column:${column}`

export function MappingField({ field, file, source, isMissing, onChange }: Props) {
  const { t } = useTranslation(['imports', 'field'])
  const [isOpen, settings] = useDisclosure(false)
  const label = t(`field:${field.name}`)
  const samples = source.from === 'column' ? sampleValues(file.headers, file.sample, source.column) : []
  const choose = (value: string | null) => {
    if (value === null) onChange({ from: 'nothing' })
    else if (value === CONSTANT) onChange({ from: 'constant', value: '' })
    else
      onChange({
        from: 'column',
        column: value.slice('column:'.length),
        settings: { column: value.slice('column:'.length) },
      })
  }
  return (
    <div className={classes.field} data-missing={isMissing || undefined}>
      <div className={classes.label}>
        <Text size="sm" fw={600}>
          {label}
          {field.required && (
            <Text span c="var(--sf-wrong)" title={t('required')}>
              {' *'}
              <span className="sf-hidden">{t('required')}</span>
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`type.${field.type}`)}
        </Text>
      </div>
      <Select
        aria-label={t('sourceOf', { field: label })}
        placeholder={t('notInFile')}
        data={[
          {
            group: t('columnsOfFile'),
            items: file.headers.filter(Boolean).map((header) => ({ value: asColumn(header), label: header })),
          },
          { group: t('otherwise'), items: [{ value: CONSTANT, label: t('sameForAll') }] },
        ]}
        value={source.from === 'column' ? asColumn(source.column) : source.from === 'constant' ? CONSTANT : null}
        onChange={choose}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('notInFile') }}
        error={isMissing}
      />
      <div className={classes.sample}>
        {source.from === 'constant' ? (
          <TextInput
            aria-label={t('constantOf', { field: label })}
            value={source.value}
            onChange={(event) => onChange({ from: 'constant', value: event.currentTarget.value })}
          />
        ) : (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {samples.slice(0, 4).join(' · ')}
          </Text>
        )}
      </div>
      <Group justify="flex-end">
        {source.from === 'column' && (
          <ActionIcon
            variant={Object.keys(source.settings).length > 1 ? 'light' : 'subtle'}
            color={Object.keys(source.settings).length > 1 ? 'harbor' : 'gray'}
            c="inherit"
            aria-label={t('settingsOf', { field: label })}
            aria-expanded={isOpen}
            onClick={settings.toggle}
          >
            <Icon name="settings" size={16} />
          </ActionIcon>
        )}
      </Group>
      {source.from === 'column' && (
        <Collapse expanded={isOpen} className={classes.settings}>
          <ColumnSettings
            field={field}
            settings={source.settings}
            samples={samples}
            onChange={(next) => onChange({ ...source, settings: next })}
          />
        </Collapse>
      )}
    </div>
  )
}
