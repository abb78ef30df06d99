/** One piece of feedback: what was said, who deals with it, what the giver hears, and what changed because of it. */
import { Anchor, Button, Drawer, Group, Select, Stack, Switch, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FEEDBACK_KINDS, type Feedback, FeedbackKind, SCORE_MAX } from '../../../../contract/feedback.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone, toastProblem } from '../../../ui/toast.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { useSaidText } from './said-text.ts'
import { useFeedbackDeed, useOneFeedback } from './use-feedback.ts'

export function FeedbackDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['feedback', 'ui'])
  const found = useOneFeedback(id)
  const title = found.data ? `${t(`kinds.${found.data.kind}`)} · ${id}` : id
  return (
    <Drawer opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <Answer of={found}>{(row) => <Body row={row} />}</Answer>
    </Drawer>
  )
}

function Body({ row }: { row: Feedback }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const session = useSession()
  const act = useFeedbackDeed(row.feedback_id)
  const mayWrite = mayDo(session, 'inquiries.write')
  const said = useSaidText()
  const isMine = row.owner === `user:${session.user.id}`
  return (
    <Stack gap="lg">
      <Stack gap={4}>
        <Group gap={6}>
          <Anchor component={Link} size="sm" fw={600} to={`/customers/${encodeURIComponent(row.customer_id)}`}>
            {row.customer_name ?? row.customer_id}
          </Anchor>
          {row.contact_name && <Text size="sm">· {row.contact_name}</Text>}
          {row.order_id && (
            <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(row.order_id)}`}>
              {row.order_id}
            </Anchor>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {[
            t(`channels.${row.channel}`),
            row.shipment_id && t('shipment', { shipment: row.shipment_id }),
            formats.instant(row.given_at),
            row.owner_name ?? t(`teams.${row.team}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {row.state === 'open' && row.due_at && (
          <Text size="sm" c={row.is_overdue ? 'var(--sf-wrong)' : undefined}>
            {t(row.is_overdue ? 'wasDue' : 'dueUntil', { when: formats.instant(row.due_at) })}
          </Text>
        )}
      </Stack>
      {row.score !== null && <Text fw={650}>{t('scoreOf', { score: row.score, max: SCORE_MAX })}</Text>}
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{said(row)}</Text>
      {mayWrite && (
        <Group gap="sm" align="flex-end">
          <Select
            label={t('kind')}
            data={FEEDBACK_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={row.kind}
            allowDeselect={false}
            onChange={(value) =>
              act.mutate({ deed: 'sort', body: { kind: FeedbackKind.parse(value) } }, { onError: toastProblem })
            }
          />
          {!isMine && (
            <Button variant="default" onClick={() => act.mutate({ deed: 'take' }, { onError: toastProblem })}>
              {t('take')}
            </Button>
          )}
          {row.state === 'open' && (
            <Button variant="default" onClick={() => act.mutate({ deed: 'note' }, { onError: toastProblem })}>
              {t('needsNone')}
            </Button>
          )}
        </Group>
      )}
      <Said title={t('answer')} text={row.answer} at={row.answered_at} />
      {mayWrite && !row.answered_at && <AnswerForm row={row} />}
      <Said title={t('change')} text={row.change} at={row.changed_at} />
      {mayWrite && <ChangeForm key={row.changed_at} row={row} />}
    </Stack>
  )
}

function Said({ title, text, at }: { title: string; text: string | null; at: string | null }) {
  const formats = useFormats()
  if (text === null) return null
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {title}
      </Title>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      <Text size="xs" c="dimmed">
        {at && formats.instant(at)}
      </Text>
    </Stack>
  )
}

function AnswerForm({ row }: { row: Feedback }) {
  const { t } = useTranslation('feedback')
  const act = useFeedbackDeed(row.feedback_id)
  const [text, setText] = useState('')
  const [isTold, setTold] = useState(false)
  const send = () =>
    act.mutate(
      { deed: 'answer', body: { text: text.trim(), told_by: isTold ? 'phone' : 'message' } },
      { onSuccess: () => toastDone(t('answered')) },
    )
  return (
    <Stack gap="sm">
      {act.error && <ProblemNote error={act.error} />}
      <Textarea
        label={t('yourAnswer')}
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Switch label={t('byPhone')} checked={isTold} onChange={(event) => setTold(event.currentTarget.checked)} />
      <Button style={{ alignSelf: 'flex-start' }} loading={act.isPending} disabled={!text.trim()} onClick={send}>
        {t('sendAnswer')}
      </Button>
    </Stack>
  )
}

function ChangeForm({ row }: { row: Feedback }) {
  const { t } = useTranslation('feedback')
  const act = useFeedbackDeed(row.feedback_id)
  const [text, setText] = useState('')
  const send = () =>
    act.mutate({ deed: 'change', body: { text: text.trim() } }, { onSuccess: () => toastDone(t('changeTold')) })
  return (
    <Stack gap="sm">
      {act.error && <ProblemNote error={act.error} />}
      <Textarea
        label={t('whatChanged')}
        description={t('whatChangedNote')}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        loading={act.isPending}
        disabled={!text.trim()}
        onClick={send}
      >
        {t('tellChange')}
      </Button>
    </Stack>
  )
}
