/** A question somebody asked by telephone or in person, noted while it is fresh. */
import { Button, Checkbox, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { INQUIRY_TOPICS, InquiryTopic } from '../../../../contract/inquiries.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { useFocusBack } from '../../../ui/use-focus-back.ts'
import { useTakeIn } from './use-inquiries.ts'

export function NewInquiryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['inquiries', 'ui'])
  useFocusBack()
  const navigate = useNavigate()
  const takeIn = useTakeIn()
  const [wish, setWish] = useState({
    subject: '',
    text: '',
    customer_id: '',
    order_id: '',
    topic: '',
    is_urgent: false,
  })
  const set = (changes: Partial<typeof wish>) => setWish({ ...wish, ...changes })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const topic = InquiryTopic.safeParse(wish.topic)
    takeIn.mutate(
      {
        channel: 'phone',
        subject: wish.subject.trim(),
        text: wish.text,
        customer_id: wish.customer_id.trim() || null,
        order_id: wish.order_id.trim() || null,
        topic: topic.success ? topic.data : null,
        is_urgent: wish.is_urgent,
      },
      { onSuccess: ({ inquiry_id }) => navigate(`/inquiries/${encodeURIComponent(inquiry_id)}`) },
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('takeIn')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {takeIn.error && <ProblemNote error={takeIn.error} />}
          <TextInput
            label={t('order')}
            description={t('orderNote')}
            value={wish.order_id}
            maxLength={64}
            data-autofocus
            onChange={(event) => set({ order_id: event.currentTarget.value })}
          />
          <TextInput
            label={t('customerNumber')}
            description={t('customerNote')}
            value={wish.customer_id}
            maxLength={64}
            onChange={(event) => set({ customer_id: event.currentTarget.value })}
          />
          <TextInput
            label={t('subject')}
            required
            value={wish.subject}
            maxLength={500}
            onChange={(event) => set({ subject: event.currentTarget.value })}
          />
          <Textarea
            label={t('whatAsked')}
            required
            autosize
            minRows={4}
            value={wish.text}
            maxLength={4000}
            onChange={(event) => set({ text: event.currentTarget.value })}
          />
          <Select
            label={t('topic')}
            data={INQUIRY_TOPICS.map((value) => ({ value, label: t(`topics.${value}`) }))}
            value={wish.topic || null}
            onChange={(topic) => set({ topic: topic ?? '' })}
            clearable
            clearButtonProps={{ 'aria-label': t('ui:filter.clearOne', { label: t('topic') }) }}
          />
          <Checkbox
            label={t('urgent')}
            checked={wish.is_urgent}
            onChange={(event) => set({ is_urgent: event.currentTarget.checked })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui:cancel')}
            </Button>
            <Button type="submit" loading={takeIn.isPending} disabled={!wish.subject.trim() || !wish.text.trim()}>
              {t('takeInNow')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
