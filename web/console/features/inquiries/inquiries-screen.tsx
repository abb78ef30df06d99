/** The desk: what customers asked, what is due first on top. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { INQUIRY_CHANNELS, INQUIRY_STATES, INQUIRY_TOPICS, type Inquiry } from '../../../../contract/inquiries.ts'
import { useAddress } from '../../../ui/address.ts'
import type { EveryRow } from '../../../ui/download-rows.tsx'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { DueText, useDueText } from './due-text.tsx'
import { NewInquiryDialog } from './new-inquiry.tsx'
import { useInquiries } from './use-inquiries.ts'

const FILTERS = ['q', 'view', 'state', 'topic', 'channel']
const PAGE = 200
const VIEWS = ['mine', 'team', 'unowned', 'overdue', 'unknown'] as const

export default function InquiriesScreen() {
  const { t } = useTranslation(['inquiries', 'shell'])
  const session = useSession()
  const [filters, change] = useAddress()
  return (
    <>
      <PageHead
        title={t('shell:screen.inquiries')}
        program={t('shell:program')}
        lead={t('lead')}
        actions={
          mayDo(session, 'inquiries.write') && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => change({ open: '+' })}>
              {t('takeIn')}
            </Button>
          )
        }
      />
      <SectionTabs of="desk" />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="view"
          label={t('view')}
          choices={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        />
        <ChoiceFilter
          name="state"
          label={t('state')}
          choices={[...INQUIRY_STATES, 'all'].map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <ChoiceFilter
          name="topic"
          label={t('topic')}
          choices={INQUIRY_TOPICS.map((value) => ({ value, label: t(`topics.${value}`) }))}
        />
        <ChoiceFilter
          name="channel"
          label={t('channel')}
          choices={INQUIRY_CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
        />
      </FilterBar>
      <Rows />
      {filters.open === '+' && <NewInquiryDialog onClose={() => change({ open: undefined })} />}
    </>
  )
}

function Rows() {
  const { t } = useTranslation(['inquiries', 'shell', 'records'])
  const navigate = useNavigate()
  const [filters] = useAddress()
  const { q, view, state, topic, channel } = filters
  const asked = { q, view, state, topic, channel }
  const pages = useInquiries(asked)
  const columns = useColumns()
  const everyRow = useEveryInquiry(asked)
  const rows = pages.data?.pages.flatMap((page) => page.inquiries) ?? []
  const isFiltered = Boolean(q || view || topic || channel)
  if (pages.isError && !pages.data) return <ProblemNote error={pages.error} onRetry={() => pages.refetch()} />
  return (
    <Surface isFlush>
      <RecordTable
        label={t('shell:screen.inquiries')}
        name="inquiries"
        rows={rows}
        rowKey={(row) => row.inquiry_id}
        columns={columns}
        isWaiting={pages.isPending}
        isStale={pages.isPlaceholderData}
        total={pages.data?.pages[0]?.total}
        onMore={pages.hasNextPage ? () => pages.fetchNextPage() : undefined}
        isMoreWaiting={pages.isFetchingNextPage}
        everyRow={everyRow}
        onOpen={(row) => navigate(`/inquiries/${encodeURIComponent(row.inquiry_id)}`)}
        empty={
          isFiltered || state ? (
            <Empty icon="search" title={t('records:nothingFound')}>
              {t('records:nothingFoundAdvice')}
            </Empty>
          ) : (
            <Empty isSuccess title={t('empty')}>
              {t('emptyNote')}
            </Empty>
          )
        }
      />
    </Surface>
  )
}

function useColumns(): Column<Inquiry>[] {
  const { t } = useTranslation('inquiries')
  const formats = useFormats()
  const dueText = useDueText()
  return [
    {
      id: 'subject',
      header: t('subject'),
      isTitle: true,
      cell: (row) => (
        <Group gap={6} wrap="nowrap">
          {row.is_urgent && (
            <Text component="span" size="sm" fw={700} c="var(--sf-wrong)">
              {t('urgent')}
            </Text>
          )}
          <span>{row.subject}</span>
        </Group>
      ),
      text: (row) => row.subject,
    },
    {
      id: 'due',
      header: t('dueHeader'),
      cell: (row) => <DueText inquiry={row} />,
      text: (row) => (row.due_at ? row.due_at : dueText(row)),
    },
    { id: 'customer', header: t('customer'), cell: (row) => row.customer_name ?? row.customer_id ?? row.from_address },
    { id: 'order', header: t('order'), cell: (row) => row.order_id },
    { id: 'topic', header: t('topic'), cell: (row) => (row.topic ? t(`topics.${row.topic}`) : null) },
    { id: 'owner', header: t('owner'), cell: (row) => row.owner_name ?? row.owner },
    { id: 'state', header: t('state'), cell: (row) => t(`states.${row.state}`) },
    { id: 'channel', header: t('channel'), cell: (row) => t(`channels.${row.channel}`) },
    {
      id: 'received',
      header: t('received'),
      cell: (row) => formats.instant(row.received_at),
      text: (row) => row.received_at,
    },
  ]
}

function useEveryInquiry(asked: Record<string, string | undefined>): EveryRow<Inquiry> | undefined {
  const session = useSession()
  if (!mayDo(session, 'exports.run')) return undefined
  return async function* pages(signal) {
    for (let offset = 0; ; offset += PAGE) {
      const query = { ...asked, limit: PAGE, offset }
      const { inquiries } = await call<{ inquiries: Inquiry[] }>('/api/v1/inquiries', { query, signal })
      yield inquiries
      if (inquiries.length < PAGE) return
    }
  }
}
