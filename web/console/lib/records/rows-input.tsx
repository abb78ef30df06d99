/** A list inside a record, such as the standards of a segment: each row has its own fields, and rows can be added and removed. */
import { ActionIcon, Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { changed, type Field, isAsked, offered } from './record-kind.ts'

type Row = Record<string, unknown>
type Props = {
  field: Field
  label: string
  rows: readonly Row[]
  isLocked: boolean
  onChange: (rows: Row[]) => void
  /** Draws one field of a row. Handed in, since a field may itself be such a list. */
  input: (field: Field, value: unknown, onChange: (value: unknown) => void, isLocked: boolean) => ReactNode
}

export function RowsInput({ field, label, rows, isLocked, onChange, input }: Props) {
  const { t } = useTranslation('records')
  const [kept] = useState(field.keptBy ? rows.length : 0)
  const change = (index: number, name: string, value: unknown) =>
    onChange(rows.map((row, at) => (at === index ? changed(field.fields ?? [], row, name, value) : row)))
  return (
    <Fieldset
      legend={label}
      variant="unstyled"
      styles={{
        root: { padding: 0, minWidth: 0 },
        legend: { padding: 0, marginBottom: 8, fontSize: 14, fontWeight: 600 },
      }}
    >
      <Stack gap="xs">
        {rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('noRows')}
          </Text>
        )}
        {rows.map((row, index) => (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of the list has no key of its own until it is saved.
            key={index}
            align="flex-start"
            gap="xs"
            wrap="nowrap"
            p="sm"
            style={{ border: '1px solid var(--sf-line)', borderRadius: 8 }}
          >
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs" style={{ flex: 1 }}>
              {field.fields
                ?.filter((inner) => isAsked(inner, row))
                .map((inner) => (
                  <Fragment key={inner.name}>
                    {input(
                      offered(inner, row),
                      row[inner.name],
                      (value) => change(index, inner.name, value),
                      isLocked || (index < kept && (field.keptBy?.includes(inner.name) ?? false)),
                    )}
                  </Fragment>
                ))}
            </SimpleGrid>
            {!isLocked && index >= kept && (
              <ActionIcon
                variant="subtle"
                color="gray"
                c="dimmed"
                aria-label={t('removeRow', { number: index + 1 })}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              >
                <Icon name="trash" size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {!isLocked && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="plus" size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => onChange([...rows, { ...field.newRow, ...nextNumber(field, rows) }])}
          >
            {t('addRow')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}

const nextNumber = ({ numberedBy }: Field, rows: readonly Row[]) =>
  numberedBy && { [numberedBy]: 1 + Math.max(0, ...rows.map((row) => Number(row[numberedBy]) || 0)) }
