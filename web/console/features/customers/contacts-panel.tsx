/** The people at a customer: their role in buying, their language, how to reach them. */
import { Anchor, Button, Skeleton, Stack, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../../contract/customers.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecordPages } from '../../lib/records/use-records.ts'
import { ContactWishes } from './contact-wishes.tsx'
import { contactKind } from './customer-kind.ts'

export function ContactsPanel({ customerId, mayEdit }: { customerId: string; mayEdit: boolean }) {
  const { t } = useTranslation(['customers', 'records', 'value'])
  const [open, setOpen] = useState<string>()
  const [wishing, setWishing] = useState<Contact>()
  const { pages, rows } = useRecordPages<Contact>('/contacts', { customer_id: customerId })
  return (
    <Surface
      title={t('people.title')}
      actions={
        mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setOpen(NEW)}
          >
            {t('records:contacts.new')}
          </Button>
        )
      }
    >
      {pages.isPending ? (
        <Skeleton height={60} />
      ) : rows.length === 0 ? (
        <Empty icon="people" title={t('people.none')} />
      ) : (
        <Stack gap="sm" mt="xs">
          {rows.map((contact) => (
            <div key={contact.contact_id}>
              <UnstyledButton onClick={() => setOpen(contact.contact_id)} fw={600} fz="sm">
                {contact.name}
              </UnstyledButton>
              <Text size="sm" c="dimmed">
                {[
                  contact.buying_role && t(`value:buying_role.${contact.buying_role}`),
                  contact.language && t(`value:language.${contact.language}`),
                  contact.channel && t(`value:channel.${contact.channel}`),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              {contact.email && (
                <Anchor size="sm" href={`mailto:${contact.email}`} style={{ overflowWrap: 'anywhere' }}>
                  {contact.email}
                </Anchor>
              )}
              {contact.phone && (
                <Text size="sm">
                  <Anchor href={`tel:${contact.phone.replaceAll(' ', '')}`} display="inline-block" mih={24}>
                    {contact.phone}
                  </Anchor>
                </Text>
              )}
              <div>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  ml={-8}
                  leftSection={<Icon name="inbox" size={14} />}
                  onClick={() => setWishing(contact)}
                >
                  {t('people.wishes')}
                  <span className="sf-hidden">: {contact.name}</span>
                </Button>
              </div>
            </div>
          ))}
        </Stack>
      )}
      <ContactWishes contact={wishing} isReadOnly={!mayEdit} onClose={() => setWishing(undefined)} />
      <RecordDrawer
        kind={{ ...contactKind, start: { customer_id: customerId } }}
        open={open}
        onClose={() => setOpen(undefined)}
        isReadOnly={!mayEdit}
      />
    </Surface>
  )
}
