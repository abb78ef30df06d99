/** A list inside a record, such as the standards of a segment: each row has its own fields, and rows can be added and removed. */
import { ActionIcon, Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import type { Field } from './record-kind.ts'

type Row = Record<string, unknown>
type Props = {
  field: Field
  label: string
  rows: readonly Row[]
  isLocked: boolean
  onChange: (rows: Row[]) => void
  /** Draws one field of a row. Handed in, since a field may itself be such a list. */
  input: (field: Field, value: unknown, onChange: (value: unknown) => void) => ReactNode
}

export function RowsInput({ field, label, rows, isLocked, onChange, input }: Props) {
  const { t } = useTranslation('records')
  const change = (index: number, name: string, value: unknown) =>
    onChange(rows.map((row, at) => (at === index ? changed(field, row, { [name]: value }) : row)))
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
                    {input(inner, row[inner.name], (value) => change(index, inner.name, value))}
                  </Fragment>
                ))}
            </SimpleGrid>
            {!isLocked && (
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
            onClick={() => onChange([...rows, { ...field.newRow }])}
          >
            {t('addRow')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  )
}

const isAsked = ({ onlyWhen }: Field, row: Row) => onlyWhen === undefined || row[onlyWhen.name] === onlyWhen.is

/** What is no longer asked is emptied: nobody could see it any more. */
function changed({ fields = [] }: Field, row: Row, change: Row): Row {
  const next = { ...row, ...change }
  for (const inner of fields) if (!isAsked(inner, next) && next[inner.name] != null) next[inner.name] = null
  return next
}
