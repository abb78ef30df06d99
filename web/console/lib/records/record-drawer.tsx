/** The form of one record, beside its list: what is there stays in sight while it is edited. */
import { Button, Drawer, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../../ui/http.ts'
import { PageWaiting, ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { FieldInput } from './field-input.tsx'
import { type Entry, type RecordKind, valueAt, withValue } from './record-kind.ts'
import { useRecord, useSaveRecord } from './use-records.ts'

type Props = {
  kind: RecordKind
  /** The record's key, `new` for one to be added, or nothing while the drawer is closed. */
  open: string | undefined
  onClose: () => void
  onSaved?: (entry: Entry) => void
  isReadOnly?: boolean
  /** What else there is to see of a record that is there already, below its form. */
  below?: (entry: Entry) => ReactNode
}

export const NEW = '+'

export function RecordDrawer({ kind, open, onClose, onSaved, isReadOnly = false, below }: Props) {
  const { t } = useTranslation(['records', 'ui'])
  const isNew = open === NEW
  const found = useRecord(kind.path, open && !isNew ? open : undefined)
  const entry: Entry | undefined = isNew ? (kind.start ?? {}) : found.data
  const title = isNew ? t(`${kind.id}.new`) : String(entry?.name ?? open ?? '')
  return (
    <Drawer
      opened={open !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {found.isError && <ProblemNote error={found.error} onRetry={() => found.refetch()} />}
      {open !== undefined && !entry && !found.isError && <PageWaiting />}
      {entry && open !== undefined && (
        <RecordForm
          key={`${open} ${entry.version ?? ''}`}
          kind={kind}
          entry={entry}
          isReadOnly={isReadOnly}
          onCancel={onClose}
          onSaved={(saved) => {
            toastDone(t('ui:saved'))
            onSaved?.(saved)
            onClose()
          }}
        />
      )}
      {found.data && open !== undefined && below?.(found.data)}
    </Drawer>
  )
}

type FormProps = {
  kind: RecordKind
  entry: Entry
  isReadOnly: boolean
  onSaved: (entry: Entry) => void
  onCancel: () => void
}

function RecordForm({ kind, entry, isReadOnly, onSaved, onCancel }: FormProps) {
  const { t } = useTranslation(['records', 'ui'])
  const [draft, setDraft] = useState(entry)
  const [missing, setMissing] = useState<readonly string[]>([])
  const save = useSaveRecord(kind)
  const refused = refusedFields(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = kind.fields.filter((field) => field.isRequired && isEmpty(valueAt(draft, field.name)))
    setMissing(empty.map((field) => field.name))
    if (empty.length === 0) save.mutate(draft, { onSuccess: (saved) => onSaved({ ...draft, ...saved }) })
  }
  const errorOf = (name: string) =>
    missing.includes(name) ? t('missing') : refused.has(name.replaceAll('.', '/')) ? t('refused') : undefined
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" pb="xl">
        {save.isError && <ProblemNote error={save.error} />}
        {kind.fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={valueAt(draft, field.name)}
            error={errorOf(field.name)}
            isLocked={isReadOnly || (field.name === kind.key && entry.version !== undefined)}
            onChange={(value) => setDraft((current) => withValue(current, field.name, value))}
          />
        ))}
        {!isReadOnly && (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('ui:save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** The inputs a problem document names, without the leading `body/`. */
function refusedFields(error: unknown): ReadonlySet<string> {
  if (!(error instanceof Problem)) return new Set()
  const errors = (error.details.errors ?? []) as { path: string }[]
  return new Set(errors.map((one) => one.path.replace(/^body\/?/, '')))
}
