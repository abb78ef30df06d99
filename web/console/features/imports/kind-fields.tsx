/** What a file of a kind must and may tell, before one is chosen; and an empty one to fill. */
import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportField } from '../../../../contract/imports.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Surface } from '../../../ui/surface.tsx'
import classes from './kind-fields.module.css'

const emptyFile = (fields: readonly ImportField[]) =>
  `data:text/csv;charset=utf-8,%EF%BB%BF${encodeURIComponent(`${fields.map((field) => field.name).join(',')}\r\n`)}`

export function KindFields({ kind, fields }: { kind: string; fields: readonly ImportField[] }) {
  const { t } = useTranslation('imports')
  const [isAll, setAll] = useState(false)
  const required = fields.filter((field) => field.required)
  const optional = fields.filter((field) => !field.required)
  return (
    <Surface
      title={t('needs.title')}
      note={t('needs.note')}
      actions={
        <Button
          component="a"
          href={emptyFile(fields)}
          download={`${kind}.csv`}
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="download" size={15} />}
        >
          {t('needs.template')}
        </Button>
      }
    >
      <Stack gap="sm" mt="xs">
        <FieldList title={t('needs.must')} fields={required} />
        {isAll && <FieldList title={t('needs.may')} fields={optional} />}
        {optional.length > 0 && (
          <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => setAll(!isAll)}>
            {isAll ? t('columns.fewer') : t('needs.more', { count: optional.length })}
          </Button>
        )}
      </Stack>
    </Surface>
  )
}

function FieldList({ title, fields }: { title: string; fields: readonly ImportField[] }) {
  const { t } = useTranslation(['imports', 'field'])
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <ul className={classes.fields}>
        {fields.map((field) => (
          <li key={field.name}>
            <span>{t(`field:${field.name}`)}</span>
            <span className={classes.type}>{t(`type.${field.type}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
