/**
 * What a mail is, once somebody has read it: from whom, about what, and whether a person wrote it.
 *
 * Nothing is ever answered by itself, so no loop can begin here; what machines write (RFC 3834) is set apart all the same,
 * since a notice of absence is no question and must not stop or start anybody's clock.
 */
import type { MailFile, MailReason } from '../../../contract/incoming-mail.ts'

export interface ReadMail {
  readonly message_id: string | null
  /** Message-IDs that it answers, the nearest first. */
  readonly refers_to: readonly string[]
  readonly from: { readonly address: string; readonly name: string | null } | null
  /** Every address it was sent to. */
  readonly to: readonly string[]
  readonly subject: string
  /** All that it says. */
  readonly text: string
  /** By name in lower case; of several the topmost, which the last server wrote. */
  readonly headers: Readonly<Record<string, string>>
  readonly files: readonly MailFile[]
  /** It tells that a mail of ours did not arrive. */
  readonly bounce: { readonly is_final: boolean; readonly of: string | null } | null
  readonly problem: Extract<MailReason, 'too_large' | 'too_many_parts' | 'malformed'> | null
}

export interface Judgement {
  readonly state: 'taken' | 'automatic' | 'unreadable'
  readonly reason: MailReason | null
}

/** `ours`: addresses from which we write ourselves, in lower case. */
export function judgeMail(mail: ReadMail, ours: ReadonlySet<string>): Judgement {
  if (mail.problem) return { state: 'unreadable', reason: mail.problem }
  const machine = machineOf(mail, ours)
  if (machine) return { state: 'automatic', reason: machine }
  if (!mail.from) return { state: 'unreadable', reason: 'no_sender' }
  const isEmpty = mail.text.trim() === '' && mail.subject.trim() === '' && mail.files.length === 0
  return isEmpty ? { state: 'unreadable', reason: 'empty' } : { state: 'taken', reason: null }
}

const NOTIFIERS = /^(mailer-daemon|postmaster)@/i
const BULK = /^\s*(bulk|junk|list)\b/i

function machineOf(mail: ReadMail, ours: ReadonlySet<string>): MailReason | null {
  const { headers, from } = mail
  if (mail.bounce || headers['return-path']?.trim() === '<>' || (from && NOTIFIERS.test(from.address))) return 'bounce'
  if (from && ours.has(from.address)) return 'loop'
  if (isAnsweredByMachine(headers)) return 'auto_reply'
  return isToMany(headers, ours) ? 'mailing_list' : null
}

const isAnsweredByMachine = (headers: ReadMail['headers']): boolean =>
  (headers['auto-submitted'] !== undefined && !/^\s*no\b/i.test(headers['auto-submitted'])) ||
  /^\s*auto_reply\b/i.test(headers.precedence ?? '') ||
  headers['x-autoreply'] !== undefined ||
  headers['x-autorespond'] !== undefined

/** Our own address may be a list among our people: what comes through it is no circular. */
function isToMany(headers: ReadMail['headers'], ours: ReadonlySet<string>): boolean {
  const list = (headers['list-id'] ?? '').toLowerCase()
  const post = (headers['list-post'] ?? '').toLowerCase()
  const isOurs = [...ours].some((address) => post.includes(address) || list.includes(`<${address.replace('@', '.')}>`))
  if (isOurs) return false
  return list !== '' || headers['list-unsubscribe'] !== undefined || BULK.test(headers.precedence ?? '')
}

/** Our own server says that the sender is not who it seems. What says nothing is believed, as mail is. */
export const isForged = ({ headers }: ReadMail): boolean =>
  /\bdmarc=fail\b/i.test(headers['authentication-results'] ?? '')

const TOKEN = /[a-z0-9]{12}/
export const tagOf = (token: string) => `[#${token}]`
export const plusAddress = (address: string, token: string) => address.replace('@', `+${token}@`)

/** The token of a conversation, in our address or in the subject. */
export function tokenIn({ to, subject }: Pick<ReadMail, 'to' | 'subject'>): string | null {
  for (const address of to) {
    const plus = /\+([a-z0-9]{12})@/i.exec(address)
    if (plus) return plus[1]!.toLowerCase()
  }
  const tag = /\[#([a-z0-9]{12})\]/i.exec(subject)
  return tag && TOKEN.test(tag[1]!.toLowerCase()) ? tag[1]!.toLowerCase() : null
}

const WORDS_READ = 2_000

/** What could be the number of an order: words with a digit in them. Whether it is one, the books say. */
export function codesIn(subject: string, text: string): string[] {
  const found = new Set<string>()
  for (const [word] of `${subject} ${text}`.matchAll(/[\p{L}\p{N}][\p{L}\p{N}./_-]{2,63}/gu)) {
    const code = word.replace(/[./_-]+$/, '')
    if (/\p{N}/u.test(code)) found.add(code)
    if (found.size >= WORDS_READ) break
  }
  return [...found]
}

const SUBJECT_MAX = 300
const FROM_MAX = 254

export const shownSubject = (mail: Pick<ReadMail, 'subject' | 'text'>): string => {
  const subject = oneLine(mail.subject.replace(/\[#[a-z0-9]{12}\]/gi, ''))
  const first = mail.text
    .split('\n')
    .map(oneLine)
    .find((line) => line !== '')
  return (subject || first || '—').slice(0, SUBJECT_MAX)
}

export const shownAddress = (address: string) => oneLine(address).slice(0, FROM_MAX)

/** Half of a pair of code units says nothing and cannot be kept. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
