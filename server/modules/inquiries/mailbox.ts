/** A mailbox in which customers write to us. */
import { Refusal } from '../../../contract/refusals.ts'
import type { RecordType, State } from '../../ledger/index.ts'

export const mailbox: RecordType = {
  subjectType: 'mailbox',
  table: 'inquiries.mailbox',
  key: 'mailbox_id',
  columns: [
    'name',
    'address',
    'via',
    'auth',
    'host',
    'port',
    'security',
    'username',
    'folder',
    'uses_plus',
    'is_active',
  ],
  created: 'MailboxDefined',
  changed: 'MailboxChanged',
}

/** What belongs in a seal, so that one mailbox's secret opens for no other. */
export const mailboxSeal = (tenantId: string, mailboxId: string) => `mailbox ${tenantId} ${mailboxId}`

/** Refuses a mailbox that nobody could look into, or that nobody could prove to call for. */
export function requireWay(state: State): void {
  const missing =
    state.via === 'imap' ? ['host', 'security', 'username'].filter((name) => !state[name]) : state.auth ? [] : ['auth']
  if (missing.length) throw new Refusal('invalid_input', { field: missing[0], reason: 'missing' })
}

const MINUTE_MS = 60_000
const LONGEST_MS = 60 * MINUTE_MS

/** When to look again: every minute while it works, and ever more rarely while it does not. */
export const nextLook = (now: Date, failures: number): Date =>
  new Date(now.getTime() + Math.min(LONGEST_MS, MINUTE_MS * 2 ** Math.min(failures, 10)))
