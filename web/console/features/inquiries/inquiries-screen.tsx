/** The desk: what customers asked, what is due first on top. */
import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { INQUIRY_CHANNELS, INQUIRY_STATES, INQUIRY_TOPICS, type Inquiry } from '../../../../contract/inquiries.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import type { Column } from '../../../ui/record-table.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { DueText, useDueText } from './due-text.tsx'
import { NewInquiryDialog } from './new-inquiry.tsx'

const FILTERS = ['q', 'view', 'state', 'topic', 'channel']
const REFRESH_MS = 20_000
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
  const { t } = useTranslation(['inquiries', 'shell'])
  const navigate = useNavigate()
  const [{ q, view, state, topic, channel }] = useAddress()
  const inquiries = useCountedList<Inquiry>({
    ...{ path: '/inquiries', name: 'inquiries', queryKey: ['inquiries'], refetchInterval: REFRESH_MS },
    asked: { q, view, state, topic, channel },
  })
  return (
    <CountedTable
      of={inquiries}
      name="inquiries"
      label={t('shell:screen.inquiries')}
      columns={useColumns()}
      rowKey={(row) => row.inquiry_id}
      onOpen={(row) => navigate(`/inquiries/${encodeURIComponent(row.inquiry_id)}`)}
      isFiltered={Boolean(q || view || state || topic || channel)}
      empty={
        <Empty isSuccess title={t('empty')}>
          {t('emptyNote')}
        </Empty>
      }
    />
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
