/** Mail of customers: the mailboxes in which it comes, and what became of each mail. */
import { z } from 'zod'
import { Code, Instant, Text } from './values.ts'

/** imap: we look into it; webhook: a mail service calls us. */
export const MAILBOX_WAYS = ['imap', 'webhook'] as const
export const MAILBOX_SECURITY = ['tls', 'starttls', 'none'] as const

export const Mailbox = z.object({
  mailbox_id: Code,
  name: Text,
  /** Our own address, to which customers write. */
  address: z.email().max(254),
  via: z.enum(MAILBOX_WAYS).default('imap'),
  /** Of a webhook: how the mail service is known. */
  auth: z.enum(['signature', 'token']).nullish(),
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9.:[\]-]+$/, 'must be the name or the address of a server')
    .nullish(),
  port: z.int().min(1).max(65_535).nullish(),
  security: z.enum(MAILBOX_SECURITY).nullish(),
  username: Text.nullish(),
  /** Absent: INBOX. */
  folder: Text.nullish(),
  /** Mail to `desk+anything@` arrives at `desk@`: each conversation then has an address of its own. */
  uses_plus: z.boolean().default(false),
  is_active: z.boolean().default(true),
})
export type Mailbox = z.infer<typeof Mailbox>

export const NewMailboxSecret = z.object({
  /** The password of the mailbox, or what the mail service has made; absent for a webhook: we make one. */
  secret: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\p{Cc}]+$/u, 'no control characters')
    .optional(),
})
/** Of a webhook, shown this once. Both null for a password: whoever sent it knows it. */
export const MailboxSecret = z.object({ path: z.string().nullable(), secret: z.string().nullable() })

/** What a mailbox cannot do, as a code. */
export const MAILBOX_ERRORS = [
  'no_secret',
  'secret_lost',
  'forbidden_address',
  'needs_encryption',
  'no_connection',
  'no_answer',
  'bad_certificate',
  'login_refused',
  'no_folder',
  'broken_off',
] as const
export type MailboxError = (typeof MAILBOX_ERRORS)[number]

/** How each mailbox does. */
export const MailboxState = z.object({
  mailbox_id: z.string(),
  has_secret: z.boolean(),
  /** Where a mail service calls; null: not a webhook, or no secret yet. */
  path: z.string().nullable(),
  last_ok_at: Instant.nullable(),
  last_mail_at: Instant.nullable(),
  last_error: z.enum(MAILBOX_ERRORS).nullable(),
  last_error_at: Instant.nullable(),
  failures: z.int(),
  next_try_at: Instant.nullable(),
  /** In the last 30 days. */
  mails: z.int(),
  unreadable: z.int(),
})
export type MailboxState = z.infer<typeof MailboxState>
export const MailboxStates = z.object({ rows: z.array(MailboxState) })

export const MailboxTrial = z.object({
  does_open: z.boolean(),
  error: z.enum(MAILBOX_ERRORS).nullable(),
  /** How many mails lie in the folder. */
  mails: z.int().nullable(),
  /** When the last of them arrived; null: none, or the server does not say. */
  last_at: Instant.nullable(),
})

export const MAIL_STATES = ['taken', 'automatic', 'unreadable', 'dismissed'] as const
export type MailState = (typeof MAIL_STATES)[number]
/** Why a machine must have written it, or why it cannot be read. */
export const MAIL_REASONS = [
  'auto_reply',
  'bounce',
  'mailing_list',
  'loop',
  'too_large',
  'too_many_parts',
  'malformed',
  'no_sender',
  'empty',
] as const
export type MailReason = (typeof MAIL_REASONS)[number]

export const MailFile = z.object({
  /** Its place in the mail, by which it is asked for. */
  at: z.int(),
  name: z.string(),
  media_type: z.string(),
  bytes: z.int(),
})
export type MailFile = z.infer<typeof MailFile>

export const IncomingMail = z.object({
  mail_id: Code,
  mailbox_id: Code,
  mailbox_name: z.string().nullable(),
  state: z.enum(MAIL_STATES),
  reason: z.enum(MAIL_REASONS).nullable(),
  inquiry_id: Code.nullable(),
  from_address: z.string().nullable(),
  from_name: z.string().nullable(),
  subject: z.string().nullable(),
  received_at: Instant,
  bytes: z.int(),
  files: z.int(),
})
export type IncomingMail = z.infer<typeof IncomingMail>
export const IncomingMailQuery = z.object({
  q: z.string().max(100).optional(),
  state: z.enum(MAIL_STATES).optional(),
  reason: z.enum(MAIL_REASONS).optional(),
  mailbox_id: Code.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})
export type IncomingMailQuery = z.infer<typeof IncomingMailQuery>
export const IncomingMailList = z.object({ mails: z.array(IncomingMail), total: z.int() })
/** A mail whole, as text: what it says with everything quoted and signed, and its files. */
export const IncomingMailText = IncomingMail.extend({ text: z.string(), attached: z.array(MailFile) })
export const MailDone = z.object({ mail_id: Code, state: z.enum(MAIL_STATES), inquiry_id: Code.nullable() })
/** What a mail service is answered: the same mail twice changes nothing. */
export const MailTaken = z.object({ mail_id: z.string(), is_repeated: z.boolean() })
