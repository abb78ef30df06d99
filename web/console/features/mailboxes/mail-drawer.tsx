/** One mail whole, as text; what was set apart can be taken in after all. */
import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { IncomingMail, MailReason } from '../../../../contract/incoming-mail.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { mailPath, useMail, useSortMail } from './use-mailboxes.ts'

export function MailDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['mailboxes', 'inquiries', 'ui'])
  const formats = useFormats()
  const mail = useMail(id)
  const title = mail.data?.subject ?? t('noSubject')
  return (
    <Drawer opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Answer of={mail}>
        {(found) => (
          <Stack gap="md">
            <Stack gap={4}>
              <Text size="sm">{[found.from_name, found.from_address].filter(Boolean).join(' · ')}</Text>
              <Text size="sm" c="dimmed">
                {`${found.mailbox_name ?? found.mailbox_id} · ${formats.instant(found.received_at)}`}
              </Text>
              <Text size="sm" fw={600}>
                {[t(`states.${found.state}`), found.reason && t(`reasons.${found.reason}`)].filter(Boolean).join(' · ')}
              </Text>
            </Stack>
            <Deeds mail={found} />
            <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {found.text || t('noText')}
            </Text>
            <Group gap="md">
              <Anchor size="sm" href={`${mailPath(id)}/source`} download>
                {t('inquiries:mailAsItCame')}
              </Anchor>
              {found.attached.map((file) => (
                <Anchor key={file.at} size="sm" href={`${mailPath(id)}/files/${file.at}`} download>
                  {`${file.name} (${formats.number(Math.max(1, Math.round(file.bytes / 1024)))} KB)`}
                </Anchor>
              ))}
            </Group>
          </Stack>
        )}
      </Answer>
    </Drawer>
  )
}

/** What cannot be read cannot be taken in either. */
const BY_MACHINES: readonly MailReason[] = ['auto_reply', 'bounce', 'mailing_list', 'loop']

function Deeds({ mail }: { mail: IncomingMail }) {
  const { t } = useTranslation('mailboxes')
  const mayWrite = mayDo(useSession(), 'inquiries.write')
  const sort = useSortMail(mail.mail_id)
  if (mail.inquiry_id)
    return (
      <Anchor component={Link} size="sm" to={`/inquiries/${encodeURIComponent(mail.inquiry_id)}`}>
        {t('toInquiry', { number: mail.inquiry_id })}
      </Anchor>
    )
  const isByMachine = mail.reason !== null && BY_MACHINES.includes(mail.reason)
  const isApart = mail.state === 'automatic' || mail.state === 'unreadable'
  if (!mayWrite || !(isByMachine || isApart)) return null
  const act = (deed: 'take-in' | 'dismiss') => sort.mutate(deed, { onSuccess: () => toastDone(t(`done.${deed}`)) })
  return (
    <>
      {sort.isError && <ProblemNote error={sort.error} />}
      <Group gap="sm">
        {isByMachine && (
          <Button loading={sort.isPending && sort.variables === 'take-in'} onClick={() => act('take-in')}>
            {t('takeIn')}
          </Button>
        )}
        {isApart && (
          <Button
            variant="default"
            loading={sort.isPending && sort.variables === 'dismiss'}
            onClick={() => act('dismiss')}
          >
            {t('dismiss')}
          </Button>
        )}
      </Group>
    </>
  )
}
