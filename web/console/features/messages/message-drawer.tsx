/** One message: its words in each language, who gets it, what became of it, and what a person can do. */
import { Button, Drawer, Group, Stack, Tabs, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageFile, Sending } from '../../../../contract/messages.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, PageWaiting, ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { type Deed, useDeed, useEditWords, useMessageFile } from './use-messages.ts'

export function MessageDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation(['messages', 'wishes', 'ui'])
  const file = useMessageFile(id)
  const title = file.data ? t(`wishes:kind.${file.data.message.kind}`) : ''
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {file.isError && <ProblemNote error={file.error} onRetry={() => file.refetch()} />}
      {id !== undefined && !file.data && !file.isError && <PageWaiting />}
      {file.data && <Body key={file.data.message.state} file={file.data} />}
    </Drawer>
  )
}

function Body({ file }: { file: MessageFile }) {
  const { t, i18n } = useTranslation(['messages', 'value'])
  const session = useSession()
  const formats = useFormats()
  const deed = useDeed()
  const { message, words } = file
  const mayWrite = mayDo(session, 'messages.write')
  const run = (which: Deed) =>
    deed.mutate(
      { deed: which, ids: [message.message_id] },
      { onError: toastProblem, onSuccess: ({ done }) => toastDone(t('done', { count: done })) },
    )
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {[message.customer_name ?? message.customer_id, message.order_id, formats.instant(message.made_at)]
          .filter(Boolean)
          .join(' · ')}
        {' · '}
        {t(`states.${message.state}`)}
        {message.reason && i18n.exists(`messages:reasons.${message.reason}`) && ` (${t(`reasons.${message.reason}`)})`}
      </Text>
      {mayWrite && message.state === 'waiting' && (
        <Group gap="xs">
          <Button loading={deed.isPending} onClick={() => run('let-through')}>
            {t('letThrough')}
          </Button>
          <Button variant="default" onClick={() => run('drop')}>
            {t('drop')}
          </Button>
        </Group>
      )}
      {mayWrite && message.state === 'failed' && (
        <Group gap="xs">
          <Button loading={deed.isPending} onClick={() => run('retry')}>
            {t('retry')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('retryNote')}
          </Text>
        </Group>
      )}
      {words.length > 0 && (
        <Tabs defaultValue={words[0]?.language ?? ''} keepMounted={false}>
          <Tabs.List>
            {words.map((one) => (
              <Tabs.Tab key={one.language} value={one.language}>
                {t(`value:language.${one.language}`)}
                {one.is_edited && ` · ${t('edited')}`}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {words.map((one) => (
            <Tabs.Panel key={one.language} value={one.language} pt="md">
              <WordsOf
                key={`${one.subject} ${one.body}`}
                file={file}
                words={one}
                mayEdit={mayWrite && message.state === 'waiting'}
              />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
      <SendingTable sendings={file.sendings} />
    </Stack>
  )
}

type WordsProps = { file: MessageFile; words: MessageFile['words'][number]; mayEdit: boolean }

function WordsOf({ file, words, mayEdit }: WordsProps) {
  const { t } = useTranslation(['messages', 'ui'])
  const edit = useEditWords(file.message.message_id)
  const [isEditing, setEditing] = useState(false)
  const [subject, setSubject] = useState(words.subject)
  const [body, setBody] = useState(words.body)
  const save = (next: { subject: string; body: string } | null) =>
    edit.mutate({ language: words.language, words: next }, { onSuccess: () => toastDone(t('ui:saved')) })
  if (!isEditing)
    return (
      <Stack gap="sm">
        <Text fw={650} lang={words.language}>
          {words.subject}
        </Text>
        <Text size="sm" lang={words.language} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {words.text}
        </Text>
        {mayEdit && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setEditing(true)}>
              {t('editWords')}
            </Button>
            {words.is_edited && (
              <Button size="xs" variant="subtle" loading={edit.isPending} onClick={() => save(null)}>
                {t('backToTemplate')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    )
  return (
    <Stack gap="sm">
      {edit.isError && <ProblemNote error={edit.error} />}
      <TextInput label={t('subject')} value={subject} onChange={(event) => setSubject(event.currentTarget.value)} />
      <Textarea
        label={t('body')}
        description={t('bodyNote')}
        autosize
        minRows={8}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" loading={edit.isPending} onClick={() => save({ subject, body })}>
          {t('ui:save')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setEditing(false)}>
          {t('ui:cancel')}
        </Button>
      </Group>
    </Stack>
  )
}

function SendingTable({ sendings }: { sendings: readonly Sending[] }) {
  const { t, i18n } = useTranslation(['messages', 'wishes', 'value'])
  const formats = useFormats()
  if (sendings.length === 0) return <Empty icon="clock" title={t('notYetSent')} />
  const reasonOf = (one: Sending) =>
    one.reason && i18n.exists(`messages:reasons.${one.reason}`) ? t(`reasons.${one.reason}`) : one.reason
  return (
    <PlainTable
      label={t('sendings')}
      rows={sendings}
      rowKey={(one) => one.sending_id}
      columns={[
        { id: 'who', header: t('who'), cell: (one) => one.recipient_name ?? t('gone'), isTitle: true },
        { id: 'way', header: t('way'), cell: (one) => t(`wishes:way.${one.way}`) },
        { id: 'state', header: t('state'), cell: (one) => t(`sendingStates.${one.state}`) },
        { id: 'when', header: t('when'), cell: (one) => formats.instant(one.sent_at ?? one.due_at) },
        { id: 'reason', header: t('reason'), cell: reasonOf },
      ]}
    />
  )
}
