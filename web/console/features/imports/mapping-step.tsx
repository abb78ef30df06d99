/** Matches the file's columns to our fields. What was used last time is proposed; nothing is taken that nobody confirmed. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportField, MappingInput } from '../../../../contract/imports.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { bindField } from './column-reading.ts'
import { FileSettings } from './file-settings.tsx'
import { missingFields, type Source, sourceOf, unusedColumns } from './mapping-draft.ts'
import { MappingField } from './mapping-field.tsx'
import { isAnswered, questionsOf } from './open-questions.ts'
import { PreviewTable } from './preview-table.tsx'
import { QuestionsPanel } from './questions-panel.tsx'
import { type Uploaded, useStartImport } from './use-imports.ts'

export function MappingStep({ file, fields }: { file: Uploaded; fields: readonly ImportField[] }) {
  const { t } = useTranslation(['imports', 'field'])
  const [mapping, setMapping] = useState(file.mapping as MappingInput)
  const [isAll, setAll] = useState(false)
  const start = useStartImport(file.import_id)
  const missing = missingFields(mapping, fields)
  const unused = unusedColumns(mapping, file.headers)
  const [asked, setAsked] = useState(file.questions)
  const bind = (field: ImportField, source: Source) => {
    const bound = bindField(mapping, { field, source }, file.readings)
    setMapping(bound.mapping)
    if (bound.questions.length > 0)
      setAsked((before) => [...before.filter((question) => question.field !== field.name), ...bound.questions])
  }
  const questions = questionsOf(asked, mapping)
  const open = questions.filter((question) => !isAnswered(question, mapping))
  const isReady = missing.length === 0 && open.length === 0
  const shown = fields.filter((field) => isAll || field.required || sourceOf(mapping, field.name).from !== 'nothing')
  return (
    <Stack gap="md">
      <Alert variant="light" color="gray" icon={<Icon name={file.isRemembered ? 'check' : 'alert'} />}>
        {t(file.isRemembered ? 'remembered' : 'matched')}
      </Alert>
      {questions.length > 0 && (
        <QuestionsPanel questions={questions} file={file} mapping={mapping} onChange={setMapping} />
      )}
      <Surface
        title={t('columns.title')}
        note={t('columns.note', { format: file.format.toUpperCase(), encoding: file.encoding })}
        actions={
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(!isAll)}>
            {t(isAll ? 'columns.fewer' : 'columns.all')}
          </Button>
        }
      >
        <Stack gap={0}>
          {shown.map((field) => (
            <MappingField
              key={field.name}
              field={field}
              file={file}
              source={sourceOf(mapping, field.name)}
              isMissing={missing.includes(field.name)}
              onChange={(source) => bind(field, source)}
            />
          ))}
        </Stack>
        {unused.length > 0 && (
          <Text size="sm" c="dimmed" mt="sm">
            {t('columns.unused', { columns: unused.join(', ') })}
          </Text>
        )}
      </Surface>
      <FileSettings
        mapping={mapping}
        fields={fields}
        isDecimalOpen={open.some((question) => question.about === 'decimal')}
        onChange={setMapping}
      />
      {missing.length > 0 && (
        <Missing>{t('stillMissing', { fields: missing.map((name) => t(`field:${name}`)).join(', ') })}</Missing>
      )}
      {open.length > 0 && <Missing>{t('question.still', { count: open.length })}</Missing>}
      {isReady && <PreviewTable importId={file.import_id} mapping={mapping} fields={fields} onChange={setMapping} />}
      {start.isError && <ProblemNote error={start.error} />}
      <Group>
        <Button size="md" disabled={!isReady} loading={start.isPending} onClick={() => start.mutate(mapping)}>
          {t('start')}
        </Button>
        <Text size="sm" c="dimmed" maw={420}>
          {t('startNote')}
        </Text>
      </Group>
    </Stack>
  )
}

const Missing = ({ children }: { children: ReactNode }) => (
  <Alert color="yellow" variant="light" icon={<Icon name="warning" />} styles={{ icon: { color: 'var(--sf-watch)' } }}>
    {children}
  </Alert>
)
