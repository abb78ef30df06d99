/** Three short questions after a problem: somebody made it their own, it was explained, it was made good. */
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HANDLED_ANSWERS, HANDLED_PARTS, type HandledPart, type OwnAsking } from '../../../../contract/feedback.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'

export const OWN_ASKINGS = ['portal-askings'] as const

export function HandledForm({ asking }: { asking: OwnAsking }) {
  const { t } = useTranslation('feedback')
  const formats = useFormats()
  const cache = useQueryClient()
  const [said, setSaid] = useState<Partial<Record<HandledPart, string>>>({})
  const [comment, setComment] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(`/api/v1/portal/how-handled/${asking.ask_id}`, {
        method: 'POST',
        body: { ...said, comment: comment.trim() || null },
      }),
    onSuccess: async () => {
      toastDone(t('sent'))
      await cache.invalidateQueries({ queryKey: OWN_ASKINGS })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  const about = t(`handled.about.${asking.about}`, { number: asking.about_id })
  return (
    <Surface
      title={t('handled.title')}
      note={[about, asking.order_id, formats.date(asking.closed_at.slice(0, 10))].filter(Boolean).join(' · ')}
    >
      <form onSubmit={submit}>
        <Stack gap="md" maw={720}>
          {send.error && <ProblemNote error={send.error} />}
          {HANDLED_PARTS.map((part) => (
            <Radio.Group
              key={part}
              label={t(`handled.parts.${part}`)}
              value={said[part] ?? null}
              onChange={(value) => setSaid({ ...said, [part]: value })}
            >
              <Group gap="lg" mt={6}>
                {HANDLED_ANSWERS.map((value) => (
                  <Radio key={value} value={value} label={t(`handled.answers.${value}`)} />
                ))}
              </Group>
            </Radio.Group>
          ))}
          <Textarea
            label={t('words')}
            autosize
            minRows={2}
            maxLength={4000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={send.isPending} disabled={HANDLED_PARTS.some((part) => !said[part])}>
              {t('send')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}
