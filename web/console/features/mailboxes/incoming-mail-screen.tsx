/** Every mail that came and what became of it: questions, what machines wrote, and what could not be read. */
import { useTranslation } from 'react-i18next'
import { type IncomingMail, MAIL_REASONS, MAIL_STATES } from '../../../../contract/incoming-mail.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { useCountedList } from '../../lib/counted-list.ts'
import { CountedTable } from '../../lib/counted-table.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { MailDrawer } from './mail-drawer.tsx'
import { MAILS } from './use-mailboxes.ts'

const FILTERS = ['q', 'state', 'reason', 'mailbox']
const REFRESH_MS = 30_000

export default function IncomingMailScreen() {
  const { t } = useTranslation(['mailboxes', 'shell'])
  const [{ open }, change] = useAddress()
  return (
    <>
      <PageHead title={t('shell:screen.incoming-mail')} program={t('shell:program')} lead={t('mailLead')} />
      <SectionTabs of="desk" />
      <FilterBar names={FILTERS}>
        <SearchFilter label={t('search')} />
        <ChoiceFilter
          name="state"
          label={t('became')}
          choices={MAIL_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
        <ChoiceFilter
          name="reason"
          label={t('reason')}
          width={220}
          choices={MAIL_REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
        />
      </FilterBar>
      <Mails />
      {open && <MailDrawer key={open} id={open} onClose={() => change({ open: undefined })} />}
    </>
  )
}

function Mails() {
  const { t } = useTranslation(['mailboxes', 'shell'])
  const formats = useFormats()
  const [{ q, state, reason, mailbox }, change] = useAddress()
  const mails = useCountedList<IncomingMail>({
    ...{ path: '/incoming-mails', name: 'mails', queryKey: MAILS, refetchInterval: REFRESH_MS },
    asked: { q, state, reason, mailbox_id: mailbox },
  })
  return (
    <CountedTable
      of={mails}
      name="incoming-mail"
      label={t('shell:screen.incoming-mail')}
      rowKey={(row) => row.mail_id}
      onOpen={(row) => change({ open: row.mail_id })}
      isFiltered={Boolean(q || state || reason || mailbox)}
      columns={[
        { id: 'subject', header: t('subject'), cell: (row) => row.subject ?? t('noSubject'), isTitle: true },
        { id: 'from', header: t('from'), cell: (row) => row.from_address },
        { id: 'state', header: t('became'), cell: (row) => t(`states.${row.state}`) },
        { id: 'reason', header: t('reason'), cell: (row) => row.reason && t(`reasons.${row.reason}`) },
        { id: 'inquiry', header: t('inquiry'), cell: (row) => row.inquiry_id },
        { id: 'mailbox', header: t('mailbox'), cell: (row) => row.mailbox_name ?? row.mailbox_id },
        {
          id: 'received',
          header: t('received'),
          cell: (row) => formats.instant(row.received_at),
          text: (row) => row.received_at,
        },
      ]}
      empty={
        <Empty icon="inbox" title={t('noMails')}>
          {t('noMailsNote')}
        </Empty>
      }
    />
  )
}
