/** Who takes goods in at the door, and what the driver is to know: shown, and changed up to a cut-off. */
import { Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format/use-formats.ts'
import { call } from './http.ts'
import { ProblemNote } from './notices.tsx'
import { Surface } from './surface.tsx'
import { toastDone } from './toast.ts'
import { useFocusBack } from './use-focus-back.ts'

export type Said = { contact_id: string | null; instructions: string | null }
type Person = { contact_id: string; name: string }
type Door = Said & {
  contact_name: string | null
  contact_phone: string | null
  can_change: boolean
  change_until: string | null
  contacts: Person[]
}

export const NOTHING_SAID: Said = { contact_id: null, instructions: null }
/** As the server takes it; null where nothing was said. */
export const saidOf = ({ contact_id, instructions }: Said): Said | null => {
  const words = instructions?.trim() || null
  return contact_id === null && words === null ? null : { contact_id, instructions: words }
}

type FieldsProps = { value: Said; contacts: readonly Person[]; onChange: (value: Said) => void }

export function DoorFields({ value, contacts, onChange }: FieldsProps) {
  const { t } = useTranslation('ui')
  return (
    <>
      {contacts.length > 0 && (
        <Select
          label={t('door.person')}
          placeholder={t('door.nobody')}
          value={value.contact_id}
          clearable
          onChange={(contact_id) => onChange({ ...value, contact_id })}
          data={contacts.map(({ contact_id, name }) => ({ value: contact_id, label: name }))}
        />
      )}
      <Textarea
        label={t('door.instructions')}
        description={t('door.instructionsNote')}
        value={value.instructions ?? ''}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => onChange({ ...value, instructions: event.currentTarget.value })}
      />
    </>
  )
}

type PanelProps = {
  /** Of the order. */
  path: string
  queryKey: readonly unknown[]
  zone: string | undefined
  mayChange: boolean
  /** Staff may grant a change after the cut-off. */
  mayFavor?: boolean
}

export function DoorPanel(props: PanelProps) {
  const { t } = useTranslation('ui')
  const formats = useFormats()
  const [isOpen, setOpen] = useState(false)
  const { path, queryKey, zone, mayChange, mayFavor = false } = props
  const answer = useQuery({
    queryKey: [...queryKey, 'door'],
    queryFn: ({ signal }) => call<Door>(`${path}/door`, { signal }),
  })
  const door = answer.data
  if (!door) return null
  const person = [door.contact_name ?? door.contact_id, door.contact_phone].filter(Boolean).join(' · ')
  const when = door.change_until && formats.instant(door.change_until, zone)
  const isLate = !door.can_change && door.change_until !== null
  return (
    <Surface title={t('door.title')}>
      <Stack gap="xs" mt="xs">
        {!person && !door.instructions ? (
          <Text size="sm" c="dimmed">
            {t('door.nothing')}
          </Text>
        ) : (
          <>
            {person && <Text size="sm">{t('door.takenBy', { person })}</Text>}
            {door.instructions && (
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {door.instructions}
              </Text>
            )}
          </>
        )}
        {when && (
          <Text size="xs" c="dimmed">
            {t(door.can_change ? 'door.until' : 'door.passed', { when })}
          </Text>
        )}
        {mayChange && (door.can_change || (isLate && mayFavor)) && (
          <Button variant="default" size="xs" style={{ alignSelf: 'flex-start' }} onClick={() => setOpen(true)}>
            {t('door.change')}
          </Button>
        )}
      </Stack>
      {isOpen && <DoorDialog {...props} door={door} isLate={isLate} onClose={() => setOpen(false)} />}
    </Surface>
  )
}

type DialogProps = PanelProps & { door: Door; isLate: boolean; onClose: () => void }

function DoorDialog({ path, queryKey, door, isLate, onClose }: DialogProps) {
  const { t } = useTranslation('ui')
  const client = useQueryClient()
  useFocusBack()
  const [value, setValue] = useState<Said>({ contact_id: door.contact_id, instructions: door.instructions })
  const [isFavor, setFavor] = useState(false)
  const save = useMutation({
    mutationFn: () =>
      call<Door>(`${path}/door`, {
        method: 'PUT',
        body: { ...(saidOf(value) ?? NOTHING_SAID), ...(isFavor && { despite_cutoff: true }) },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey })
      toastDone(t('door.saved'))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={t('door.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {save.isError && <ProblemNote error={save.error} />}
          <DoorFields value={value} contacts={door.contacts} onChange={setValue} />
          {isLate && (
            <Checkbox
              label={t('favor')}
              checked={isFavor}
              onChange={(event) => setFavor(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={isLate && !isFavor}>
              {t('door.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
