/** What the company asked us, with our answers; and a place to ask, about an order or in general. */
import { Anchor, Box, Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import { InquiryTopic, type OwnInquiries, type OwnInquiry } from '../../../../contract/inquiries.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'

const PAGE = 30

function useQuestions(orderId: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['portal-questions', orderId],
    queryFn: ({ pageParam, signal }) =>
      call<z.infer<typeof OwnInquiries>>('/api/v1/portal/inquiries', {
        query: { order_id: orderId, limit: PAGE, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page, all) => {
      const seen = all.reduce((sum, one) => sum + one.inquiries.length, 0)
      return seen < page.total ? seen : undefined
    },
    refetchInterval: 30_000,
  })
}

export default function QuestionsScreen() {
  const { t } = useTranslation(['questions', 'shell'])
  const [filters, change] = useAddress()
  const { order, ask, topic, about } = filters
  const pages = useQuestions(order)
  const rows = pages.data?.pages.flatMap((page) => page.inquiries) ?? []
  const close = () => change({ ask: undefined, topic: undefined, about: undefined })
  return (
    <>
      <PageHead
        title={t('title')}
        program={t('shell:program')}
        lead={order ? t('aboutOrder', { order }) : t('lead')}
        {...(order && { crumb: { label: order, to: `/orders/${encodeURIComponent(order)}` } })}
        actions={
          <>
            <Button component={Link} to="/claims" variant="default">
              {t('claims')}
            </Button>
            <Button component={Link} to="/feedback" variant="default">
              {t('feedback')}
            </Button>
            {ask === undefined && (
              <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ ask: '1' })}>
                {t('ask')}
              </Button>
            )}
          </>
        }
      />
      <Stack gap="md">
        {ask !== undefined && <AskForm order={order} topic={topic} about={about} onDone={close} />}
        {pages.isError && !pages.data ? (
          <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
        ) : pages.isPending ? (
          <Surface isFlush>
            <RowsWaiting />
          </Surface>
        ) : rows.length === 0 ? (
          ask === undefined && (
            <Surface isFlush>
              <Empty icon="question" title={t('empty')}>
                {t('emptyNote')}
              </Empty>
            </Surface>
          )
        ) : (
          rows.map((row) => <Question key={row.inquiry_id} row={row} />)
        )}
        {pages.hasNextPage && (
          <Group justify="center">
            <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
              {t('more')}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  )
}

type AskProps = {
  order: string | undefined
  /** What the question is about, where another screen led here: a topic, and a number or name to begin with. */
  topic: string | undefined
  about: string | undefined
  onDone: () => void
}

function AskForm({ order, topic, about, onDone }: AskProps) {
  const { t, i18n } = useTranslation(['questions', 'ui'])
  const client = useQueryClient()
  const [subject, setSubject] = useState(about ?? '')
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call('/api/v1/portal/inquiries', {
        method: 'POST',
        body: {
          order_id: order ?? null,
          topic: InquiryTopic.safeParse(topic).data ?? null,
          subject: subject.trim(),
          text: text.trim(),
          language: i18n.language,
        },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['portal-questions'] })
      toastDone(t('sent'))
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <Surface title={order ? t('askAbout', { order }) : t('ask')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={720}>
          {send.error && <ProblemNote error={send.error} />}
          <TextInput
            label={t('subject')}
            required
            data-autofocus
            maxLength={500}
            value={subject}
            onChange={(event) => setSubject(event.currentTarget.value)}
          />
          <Textarea
            label={t('text')}
            required
            autosize
            minRows={4}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group gap="xs">
            <Button type="submit" loading={send.isPending} disabled={!subject.trim() || !text.trim()}>
              {t('send')}
            </Button>
            <Button variant="default" onClick={onDone}>
              {t('ui:cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Surface>
  )
}

function Question({ row }: { row: OwnInquiry }) {
  const { t } = useTranslation('questions')
  const formats = useFormats()
  const note =
    row.due_at && Date.parse(row.due_at) > Date.now()
      ? t('answerBy', { when: formats.instant(row.due_at) })
      : t(`state.${row.state}`)
  return (
    <Surface title={row.subject} note={note}>
      <Stack gap="sm">
        {row.order_id && (
          <Anchor component={Link} size="sm" to={`/orders/${encodeURIComponent(row.order_id)}`}>
            {t('openOrder', { order: row.order_id })}
          </Anchor>
        )}
        <Stack gap="xs" component="ol" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
          {row.entries.map((entry) => (
            <Box
              component="li"
              key={entry.entry_number}
              p="sm"
              style={{
                border: '1px solid var(--sf-line)',
                borderRadius: 10,
                marginInlineStart: entry.kind === 'answer' ? '20px' : undefined,
              }}
            >
              <Text size="sm" fw={650}>
                {t(entry.is_automatic ? 'weSaidByItself' : entry.kind === 'answer' ? 'weSaid' : 'youSaid')} ·{' '}
                {formats.instant(entry.written_at)}
              </Text>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {entry.text}
              </Text>
            </Box>
          ))}
        </Stack>
        <Reply row={row} />
      </Stack>
    </Surface>
  )
}

function Reply({ row }: { row: OwnInquiry }) {
  const { t } = useTranslation(['questions', 'ui'])
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const send = useMutation({
    mutationFn: () =>
      call(`/api/v1/portal/inquiries/${encodeURIComponent(row.inquiry_id)}/replies`, {
        method: 'POST',
        body: { text: text.trim() },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['portal-questions'] })
      toastDone(t('sent'))
      setText('')
      setOpen(false)
    },
  })
  if (!isOpen)
    return (
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        aria-label={t('replyNamed', { subject: row.subject })}
        onClick={() => setOpen(true)}
      >
        {t('reply')}
      </Button>
    )
  return (
    <Stack gap="xs" maw={720}>
      {send.error && <ProblemNote error={send.error} />}
      <Textarea
        label={t('text')}
        autosize
        minRows={3}
        maxLength={4000}
        value={text}
        autoFocus
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button size="xs" loading={send.isPending} disabled={!text.trim()} onClick={() => send.mutate()}>
          {t('send')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen(false)}>
          {t('ui:cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
