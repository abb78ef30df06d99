/** One or two questions at the moment: a score, and words if the reader likes. */
import { Button, Group, Select, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FEEDBACK_KINDS, FeedbackKind } from '../../../contract/feedback.ts'
import { call } from '../../ui/http.ts'
import { ProblemNote } from '../../ui/notices.tsx'
import { ScoreChoice } from '../../ui/score-choice.tsx'
import { toastDone } from '../../ui/toast.ts'

export const OWN_FEEDBACK = ['portal-feedback'] as const

/** Of an order it is about its delivery, unless the reader says otherwise. */
export function HowWasIt({ orderId, onDone }: { orderId?: string | undefined; onDone?: () => void }) {
  const { t } = useTranslation('feedback')
  const cache = useQueryClient()
  const [kind, setKind] = useState<FeedbackKind>(orderId ? 'delivery' : 'idea')
  const [score, setScore] = useState<number | null>(null)
  const [comment, setComment] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call('/api/v1/portal/feedback', {
        method: 'POST',
        body: { order_id: orderId ?? null, kind, score, comment: comment.trim() || null },
      }),
    onSuccess: async () => {
      toastDone(t('sent'))
      await cache.invalidateQueries({ queryKey: OWN_FEEDBACK })
      onDone?.()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={720}>
        {send.error && <ProblemNote error={send.error} />}
        <ScoreChoice label={t('score')} value={score} onChange={setScore} />
        <Select
          label={t('about')}
          data={FEEDBACK_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(FeedbackKind.parse(value))}
        />
        <Textarea
          label={t('words')}
          autosize
          minRows={2}
          maxLength={4000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={send.isPending} disabled={score === null && !comment.trim()}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
