/** What a customer said by telephone or at the door, noted while it is fresh. */
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FEEDBACK_KINDS, FeedbackKind } from '../../../../contract/feedback.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { ScoreChoice } from '../../../ui/score-choice.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useNoteFeedback } from './use-feedback.ts'

const CHANNELS = ['phone', 'door'] as const

export function NoteFeedbackDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['feedback', 'inquiries', 'ui'])
  useFocusBack()
  const note = useNoteFeedback()
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('phone')
  const [kind, setKind] = useState<FeedbackKind>('delivery')
  const [score, setScore] = useState<number | null>(null)
  const [text, setText] = useState({ order_id: '', customer_id: '', comment: '' })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    note.mutate(
      {
        ...{ channel, kind, score, comment: text.comment.trim() || null },
        ...{ order_id: text.order_id.trim() || null, customer_id: text.customer_id.trim() || null },
      },
      {
        onSuccess: () => {
          toastDone(t('noted'))
          onClose()
        },
      },
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('note')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {note.error && <ProblemNote error={note.error} />}
          <SegmentedControl
            aria-label={t('channel')}
            value={channel}
            onChange={(value) => setChannel(value as typeof channel)}
            data={CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
          <TextInput
            label={t('order')}
            description={t('inquiries:orderNote')}
            value={text.order_id}
            maxLength={64}
            data-autofocus
            onChange={(event) => setText({ ...text, order_id: event.currentTarget.value })}
          />
          <TextInput
            label={t('inquiries:customerNumber')}
            description={t('inquiries:customerNote')}
            value={text.customer_id}
            maxLength={64}
            onChange={(event) => setText({ ...text, customer_id: event.currentTarget.value })}
          />
          <Select
            label={t('kind')}
            data={FEEDBACK_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            value={kind}
            allowDeselect={false}
            onChange={(value) => setKind(FeedbackKind.parse(value))}
          />
          <ScoreChoice label={t('score')} value={score} onChange={setScore} />
          <Textarea
            label={t('whatSaid')}
            autosize
            minRows={3}
            maxLength={4000}
            value={text.comment}
            onChange={(event) => setText({ ...text, comment: event.currentTarget.value })}
          />
          <Text size="sm" c="dimmed">
            {t('noteNote')}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button
              type="submit"
              loading={note.isPending}
              disabled={(score === null && !text.comment.trim()) || !(text.order_id.trim() || text.customer_id.trim())}
            >
              {t('keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
