/** What an inquiry is about: topic, urgency, customer, order; and which others it may repeat. */
import { Anchor, Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import {
  INQUIRY_TOPICS,
  type InquiryFile,
  InquiryTopic,
  type UrgencySuggestion,
} from '../../../../contract/inquiries.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { ModelTopic } from './model-topic.tsx'
import { useAct } from './use-inquiries.ts'

export function SortPanel({ file, mayWrite }: { file: InquiryFile; mayWrite: boolean }) {
  const { t } = useTranslation(['inquiries', 'ui'])
  const { inquiry, others } = file
  const formats = useFormats()
  const act = useAct(inquiry.inquiry_id)
  const [links, setLinks] = useState({ customer: inquiry.customer_id ?? '', order: inquiry.order_id ?? '' })
  const isChanged = links.customer !== (inquiry.customer_id ?? '') || links.order !== (inquiry.order_id ?? '')
  const isLive = mayWrite && inquiry.state !== 'merged' && inquiry.state !== 'dismissed'
  const saveLinks = () =>
    act.mutate(
      {
        kind: 'sort',
        body: { customer_id: links.customer.trim() || null, order_id: links.order.trim() || null },
      },
      { onSuccess: () => toastDone(t('ui:saved')) },
    )
  return (
    <Surface title={t('about')}>
      <Stack gap="sm">
        {act.error && <ProblemNote error={act.error} />}
        <Select
          label={t('topic')}
          description={inquiry.team ? t('teamOf', { team: t(`teams.${inquiry.team}`) }) : undefined}
          data={INQUIRY_TOPICS.map((value) => ({ value, label: t(`topics.${value}`) }))}
          value={inquiry.topic}
          disabled={!isLive}
          onChange={(value) => {
            const topic = InquiryTopic.safeParse(value)
            if (topic.success) act.mutate({ kind: 'sort', body: { topic: topic.data } })
          }}
        />
        {isLive && file.topic_suggestion && (
          <Stack gap={4} align="flex-start">
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => act.mutate({ kind: 'sort', body: { topic: file.topic_suggestion!.topic } })}
            >
              {t('topicSuggestion', { topic: t(`topics.${file.topic_suggestion.topic}`) })}
            </Button>
            <Text size="xs" c="dimmed">
              <Accuracy of={file.topic_suggestion} />
            </Text>
          </Stack>
        )}
        {isLive && inquiry.topic === null && <ModelTopic id={inquiry.inquiry_id} act={act} />}
        {isLive && file.urgency_suggestion && (
          <Stack gap={4} align="flex-start">
            <Button
              size="compact-sm"
              variant="light"
              color="red"
              onClick={() => act.mutate({ kind: 'sort', body: { is_urgent: true } })}
            >
              {t('urgencySuggestion')}
            </Button>
            <Text size="xs" c="dimmed">
              <Accuracy of={file.urgency_suggestion} />
            </Text>
          </Stack>
        )}
        <Checkbox
          label={t('urgent')}
          checked={inquiry.is_urgent}
          disabled={!isLive}
          onChange={(event) => act.mutate({ kind: 'sort', body: { is_urgent: event.currentTarget.checked } })}
        />
        <TextInput
          label={t('customerNumber')}
          value={links.customer}
          disabled={!isLive}
          maxLength={64}
          onChange={(event) => setLinks({ ...links, customer: event.currentTarget.value })}
        />
        <TextInput
          label={t('order')}
          value={links.order}
          disabled={!isLive}
          maxLength={64}
          onChange={(event) => setLinks({ ...links, order: event.currentTarget.value })}
        />
        {isLive && isChanged && (
          <Button variant="default" loading={act.isPending} onClick={saveLinks} style={{ alignSelf: 'flex-start' }}>
            {t('link')}
          </Button>
        )}
        {inquiry.from_address && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('fromAddress', { address: inquiry.from_address })}
          </Text>
        )}
        {others.length > 0 && (
          <Stack gap={6}>
            <Text size="sm" fw={650}>
              {t('others')}
            </Text>
            {others.map((other) => (
              <Group key={other.inquiry_id} justify="space-between" gap="xs" wrap="nowrap">
                <Anchor component={Link} size="sm" to={`/inquiries/${encodeURIComponent(other.inquiry_id)}`}>
                  {other.subject} · {formats.instant(other.received_at)}
                </Anchor>
                {isLive && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${t('merge')}: ${other.subject}`}
                    onClick={() =>
                      act.mutate({ kind: 'merge', into: other.inquiry_id }, { onSuccess: () => toastDone(t('merged')) })
                    }
                  >
                    {t('merge')}
                  </Button>
                )}
              </Group>
            ))}
          </Stack>
        )}
      </Stack>
    </Surface>
  )
}

/** How far it can be trusted: held back, each judged by what was sorted before it. */
function Accuracy({ of: { right, cases, low, high } }: { of: UrgencySuggestion }) {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  return t('topicAccuracy', { right, cases, low: formats.percent(low, 0), high: formats.percent(high, 0) })
}
