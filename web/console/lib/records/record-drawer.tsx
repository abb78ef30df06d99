/** The form of one record, beside its list: what is there stays in sight while it is edited. */
import { Button, Drawer, Group, Stack } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../../../ui/http.ts'
import { PageWaiting, ProblemNote } from '../../../ui/notices.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { FieldInput } from './field-input.tsx'
import { changed, type Entry, isAsked, offered, type RecordKind, valueAt } from './record-kind.ts'
import { useRecord, useSaveRecord } from './use-records.ts'

type Props = {
  kind: RecordKind
  /** The record's key, `new` for one to be added, or nothing while the drawer is closed. */
  open: string | undefined
  onClose: () => void
  onSaved?: ((entry: Entry) => void) | undefined
  isReadOnly?: boolean
  /** The record that a new one follows. */
  after?: string | undefined
  /** Begins the version that follows the open one. */
  onNext?: (() => void) | undefined
  /** Tells what saving the draft would do, above the buttons. */
  review?: ((draft: Entry) => ReactNode) | undefined
  /** What else there is to see of a record that is there already, below its form. */
  below?: (entry: Entry) => ReactNode
}

export const NEW = '+'

export function RecordDrawer({
  kind,
  open,
  onClose,
  onSaved,
  isReadOnly = false,
  after,
  onNext,
  review,
  below,
}: Props) {
  const { t } = useTranslation(['records', 'ui'])
  const isNew = open === NEW
  const followed = isNew && kind.next ? after : undefined
  const found = useRecord(kind.path, open && !isNew ? open : followed)
  const entry: Entry | undefined = !isNew
    ? found.data
    : followed
      ? found.data && kind.next?.(found.data)
      : (kind.start ?? {})
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
          review={isReadOnly ? undefined : review}
          onNext={isNew || isReadOnly ? undefined : onNext}
          onSaved={(saved) => {
            toastDone(t('ui:saved'))
            onClose()
            onSaved?.(saved)
          }}
        />
      )}
      {found.data && open !== undefined && !isNew && below?.(found.data)}
    </Drawer>
  )
}

type FormProps = {
  kind: RecordKind
  entry: Entry
  isReadOnly: boolean
  onSaved: (entry: Entry) => void
  onCancel: () => void
  onNext: (() => void) | undefined
  review: ((draft: Entry) => ReactNode) | undefined
}

function RecordForm({ kind, entry, isReadOnly, onSaved, onCancel, onNext, review }: FormProps) {
  const { t } = useTranslation(['records', 'ui'])
  const [draft, setDraft] = useState(entry)
  const [missing, setMissing] = useState<readonly string[]>([])
  const save = useSaveRecord(kind)
  const refused = refusedFields(save.error)
  const asked = kind.fields.filter((field) => isAsked(field, draft))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = asked.filter((field) => field.isRequired && isEmpty(valueAt(draft, field.name)))
    setMissing(empty.map((field) => field.name))
    if (empty.length === 0) save.mutate(draft, { onSuccess: (saved) => onSaved({ ...draft, ...saved }) })
  }
  const errorOf = (name: string) =>
    missing.includes(name) ? t('missing') : refused.has(name.replaceAll('.', '/')) ? t('refused') : undefined
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" pb="xl">
        {save.isError && <ProblemNote error={save.error} />}
        {asked.map((field) => (
          <FieldInput
            key={field.name}
            field={offered(field, draft)}
            value={valueAt(draft, field.name)}
            error={errorOf(field.name)}
            isLocked={isReadOnly || (field.name === kind.key && entry.version !== undefined)}
            onChange={(value) => setDraft((current) => changed(kind.fields, current, field.name, value))}
          />
        ))}
        {review?.(draft)}
        {!isReadOnly && (
          <Group justify="flex-end" gap="xs">
            {onNext && (
              <Button variant="subtle" onClick={onNext} me="auto">
                {t('nextVersion')}
              </Button>
            )}
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
