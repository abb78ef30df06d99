/** What a contact wants to hear, set by us. */
import { Drawer } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../../contract/customers.ts'
import type { PreferenceFile } from '../../../../contract/messages.ts'
import { call } from '../../../ui/http.ts'
import { MessageWishes } from '../../../ui/message-wishes.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone } from '../../../ui/toast.ts'

type Props = { contact: Contact | undefined; isReadOnly: boolean; onClose: () => void }

export function ContactWishes({ contact, isReadOnly, onClose }: Props) {
  const { t } = useTranslation(['customers', 'ui'])
  return (
    <Drawer
      opened={contact !== undefined}
      onClose={onClose}
      size="lg"
      title={contact && t('people.wishesOf', { name: contact.name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {contact && <Form contactId={contact.contact_id} isReadOnly={isReadOnly} />}
    </Drawer>
  )
}

function Form({ contactId, isReadOnly }: { contactId: string; isReadOnly: boolean }) {
  const { t } = useTranslation(['customers', 'ui'])
  const client = useQueryClient()
  const path = `/api/v1/contacts/${encodeURIComponent(contactId)}/message-preference`
  const key = ['contact-wishes', contactId]
  const file = useQuery({ queryKey: key, queryFn: ({ signal }) => call<PreferenceFile>(path, { signal }) })
  const save = useMutation({
    mutationFn: (body: unknown) => call<PreferenceFile>(path, { method: 'PUT', body }),
    onSuccess: (saved) => {
      client.setQueryData(key, saved)
      toastDone(t('ui:saved'))
    },
  })
  return (
    <>
      {save.isError && <ProblemNote error={save.error} />}
      <Answer of={file}>
        {(found) => (
          <MessageWishes
            wishes={found.preference}
            wanted={found.wanted}
            hasEmail={found.has_email}
            hasPhone={found.has_phone}
            isReadOnly={isReadOnly}
            isSaving={save.isPending}
            onSave={(wishes) => save.mutate(wishes)}
          />
        )}
      </Answer>
    </>
  )
}
