/** Where customers write to us: each mailbox, how it does, and what it needs to be read. */
import { useTranslation } from 'react-i18next'
import { MAILBOX_SECURITY, MAILBOX_WAYS, type MailboxState } from '../../../../contract/incoming-mail.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { MailboxPanel } from './mailbox-panel.tsx'
import { type MailboxRow, useMailboxStates } from './use-mailboxes.ts'

const READ = { name: 'via', is: 'imap' } as const

const mailboxKind: RecordKind = {
  id: 'mailboxes',
  path: '/mailboxes',
  key: 'mailbox_id',
  icon: 'inbox',
  writeRight: 'messages.manage',
  emptyAdvice: 'mailboxes.emptyAdvice',
  start: { via: 'imap', security: 'tls', uses_plus: false, is_active: true },
  fields: [
    { name: 'mailbox_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    {
      name: 'address',
      label: 'mailbox_address',
      type: 'text',
      isRequired: true,
      hasHint: true,
      hint: 'mailbox_address',
    },
    {
      ...{ name: 'via', label: 'mailbox_via', type: 'choice', values: MAILBOX_WAYS, valueList: 'mailbox_via' },
      ...{ isRequired: true, hasHint: true, hint: 'mailbox_via' },
    },
    {
      ...{ name: 'auth', label: 'connection_auth', type: 'choice', values: ['signature', 'token'] },
      ...{ valueList: 'connection_auth', isRequired: true, onlyWhen: { name: 'via', is: 'webhook' } },
    },
    {
      name: 'host',
      label: 'mailbox_host',
      type: 'text',
      isRequired: true,
      onlyWhen: READ,
      hasHint: true,
      hint: 'mailbox_host',
    },
    {
      ...{ name: 'security', label: 'mailbox_security', type: 'choice', values: MAILBOX_SECURITY },
      ...{ valueList: 'mailbox_security', isRequired: true, onlyWhen: READ },
    },
    { name: 'port', label: 'mailbox_port', type: 'integer', onlyWhen: READ, hasHint: true, hint: 'mailbox_port' },
    { name: 'username', label: 'mailbox_username', type: 'text', isRequired: true, onlyWhen: READ },
    { name: 'folder', label: 'mailbox_folder', type: 'text', onlyWhen: READ, hasHint: true, hint: 'mailbox_folder' },
    { name: 'uses_plus', label: 'mailbox_plus', type: 'switch', hasHint: true, hint: 'mailbox_plus' },
    { name: 'is_active', label: 'connection_active', type: 'switch', hasHint: true, hint: 'mailbox_active' },
  ],
}

export default function MailboxesScreen() {
  const { t } = useTranslation(['mailboxes', 'field', 'value'])
  const formats = useFormats()
  const [filters, change] = useAddress()
  const states = useMailboxStates()
  const stateOf = ({ mailbox_id }: MailboxRow) => states.data?.rows.find((one) => one.mailbox_id === mailbox_id)
  const standing = (row: MailboxRow) => t(`standing.${standingOf(row, stateOf(row))}`)
  const relative = (at: string | null | undefined) =>
    at ? <span title={formats.instant(at)}>{formats.relative(at)}</span> : t('never')
  return (
    <RecordScreen<MailboxRow>
      kind={mailboxKind}
      filters={['via']}
      filterInputs={
        <ChoiceFilter
          name="via"
          label={t('field:mailbox_via')}
          choices={MAILBOX_WAYS.map((value) => ({ value, label: t(`value:mailbox_via.${value}`) }))}
        />
      }
      // What it needs next, its password, stands in the drawer of the one just added.
      onAdded={(entry) => change({ open: String(entry.mailbox_id) })}
      columns={[
        { id: 'name', header: t('field:name'), cell: (row) => row.name, isTitle: true },
        { id: 'address', header: t('field:mailbox_address'), cell: (row) => row.address },
        { id: 'via', header: t('field:mailbox_via'), cell: (row) => t(`value:mailbox_via.${row.via}`) },
        { id: 'standing', header: t('standing.title'), cell: standing, text: standing },
        {
          id: 'looked',
          header: t('lastOk'),
          cell: (row) => relative(stateOf(row)?.last_ok_at),
          text: (row) => stateOf(row)?.last_ok_at ?? null,
        },
        {
          id: 'mail',
          header: t('lastMail'),
          cell: (row) => relative(stateOf(row)?.last_mail_at),
          text: (row) => stateOf(row)?.last_mail_at ?? null,
        },
        {
          id: 'mails',
          header: t('mails30'),
          isNumber: true,
          cell: (row) => formats.number(stateOf(row)?.mails ?? 0),
          text: (row) => stateOf(row)?.mails ?? 0,
        },
        {
          id: 'unreadable',
          header: t('unreadable30'),
          isNumber: true,
          cell: (row) => formats.number(stateOf(row)?.unreadable ?? 0),
          text: (row) => stateOf(row)?.unreadable ?? 0,
        },
      ]}
      below={(row) => <MailboxPanel key={`${row.mailbox_id} ${filters.open}`} mailbox={row} state={stateOf(row)} />}
    />
  )
}

/** What hinders it most, as one word of the catalogue. */
function standingOf({ is_active, via }: MailboxRow, state: MailboxState | undefined): string {
  if (!is_active) return 'paused'
  if (!state?.has_secret) return via === 'imap' ? 'noPassword' : 'noSecret'
  if (state.last_error) return 'failing'
  return state.last_ok_at ? 'works' : 'waiting'
}
