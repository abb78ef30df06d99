/**
 * Reads a mail as it came: MIME, or the JSON of a mail service. Never throws: what cannot be read is said to be so, and the
 * source is kept.
 */
import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'
import type { MailFile } from '../../../contract/incoming-mail.ts'
import type { ReadMail } from '../../modules/inquiries/index.ts'
import { htmlToText } from './html-text.ts'

export interface Source {
  readonly kind: 'mime' | 'json' | 'head'
  readonly bytes: Uint8Array
}

const DEPTH_MAX = 30
const HEAD_MAX = 256 * 1024
const FILES_MAX = 100

const NOTHING: ReadMail = {
  ...{ message_id: null, refers_to: [], from: null, to: [], subject: '', text: '', headers: {}, files: [] },
  bounce: null,
  problem: 'malformed',
}

export async function readMail(source: Source): Promise<ReadMail> {
  try {
    const email = await emailOf(source)
    return email ? readEmail(email, source.kind === 'head') : NOTHING
  } catch (error) {
    const isDeep = /nesting|depth|header.*size|maximum/i.test((error as Error).message)
    return { ...NOTHING, problem: isDeep ? 'too_many_parts' : 'malformed' }
  }
}

/** One file of a mail, read again from its source. Null where there is none at that place. */
export async function readFile(source: Source, at: number): Promise<{ file: MailFile; content: Buffer } | null> {
  const email = await emailOf(source)
  const found = email?.attachments[at]
  return found ? { file: fileOf(found, at), content: contentOf(found) } : null
}

async function emailOf({ kind, bytes }: Source): Promise<Email | null> {
  if (kind === 'json') return fromJson(bytes)
  const email = await parseMime(bytes)
  // A mail has a head; bytes without one are something else.
  return email.headers.some(({ key }) => HEADS.has(key)) ? email : null
}

const HEADS = new Set(['from', 'date', 'message-id', 'subject', 'received', 'to', 'return-path'])

const parseMime = (bytes: Uint8Array | string) =>
  PostalMime.parse(bytes, {
    attachmentEncoding: 'arraybuffer',
    maxNestingDepth: DEPTH_MAX,
    maxHeadersSize: HEAD_MAX,
    forceRfc822Attachments: true,
  })

function readEmail(email: Email, isHead: boolean): ReadMail {
  const headers = Object.fromEntries(email.headers.toReversed().map(({ key, value }) => [key, value]))
  const [from] = mailboxesOf(email.from ? [email.from] : [])
  const problem = isHead ? 'too_large' : email.attachments.length > FILES_MAX ? 'too_many_parts' : null
  return {
    message_id: idsIn(email.messageId)[0] ?? null,
    refers_to: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()])].slice(0, 50),
    from: from?.address.includes('@') ? { address: from.address.toLowerCase(), name: from.name || null } : null,
    to: recipientsOf(email, headers),
    subject: email.subject ?? '',
    text: textOf(email),
    headers,
    files: email.attachments.slice(0, FILES_MAX).map(fileOf),
    bounce: bounceOf(email, headers),
    problem,
  }
}

const textOf = ({ text, html }: Email): string =>
  text?.trim() ? text.replace(/\r\n?/g, '\n') : html ? htmlToText(html) : ''

const recipientsOf = (email: Email, headers: Readonly<Record<string, string>>): string[] => {
  const named = mailboxesOf([...(email.to ?? []), ...(email.cc ?? []), ...(email.bcc ?? [])]).map((one) => one.address)
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => headers[name] ?? [])
  return [...named, ...delivered].map((address) => address.trim().toLowerCase()).slice(0, 200)
}

const mailboxesOf = (addresses: readonly Address[]) =>
  addresses.flatMap((one) =>
    'group' in one && one.group ? one.group : [{ name: one.name, address: one.address ?? '' }],
  )

const idsIn = (header: string | undefined): string[] =>
  [...(header ?? '').slice(0, 20_000).matchAll(/<[^<>\s]{1,900}>/g)].map(([id]) => id)

const fileOf = (found: Attachment, at: number): MailFile => ({
  at,
  name: nameOf(found, at),
  media_type: /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(found.mimeType) ? found.mimeType.toLowerCase() : UNKNOWN_TYPE,
  bytes: contentOf(found).length,
})

const UNKNOWN_TYPE = 'application/octet-stream'
const NAME_MAX = 120

/** Only the last part of a path, and nothing that a file system reads as more than a name. */
function nameOf({ filename, mimeType }: Attachment, at: number): string {
  const last = (filename ?? '').split(/[\\/]/).at(-1)!
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim()
  if (plain) return plain.length > NAME_MAX ? `${plain.slice(0, NAME_MAX - 12)}…${plain.slice(-10)}` : plain
  return mimeType === 'message/rfc822' ? `mail-${at + 1}.eml` : `file-${at + 1}`
}

const contentOf = ({ content }: Attachment): Buffer =>
  typeof content === 'string'
    ? Buffer.from(content, 'utf8')
    : content instanceof Uint8Array
      ? Buffer.from(content.buffer, content.byteOffset, content.byteLength)
      : Buffer.from(content)

/** What a server reports of a mail of ours (RFC 3464): whether for good, and which one. */
function bounceOf(email: Email, headers: Readonly<Record<string, string>>): ReadMail['bounce'] {
  if (!/multipart\/report/i.test(headers['content-type'] ?? '')) return null
  const part = (type: RegExp) => email.attachments.find(({ mimeType }) => type.test(mimeType))
  const status = part(/^message\/(global-)?delivery-status$/i)
  if (!status) return null
  const said = contentOf(status).toString('utf8', 0, 20_000)
  const returned = part(/^(message\/rfc822|text\/rfc822-headers|message\/global(-headers)?)$/i)
  const head = returned ? contentOf(returned).toString('latin1', 0, 40_000) : ''
  return {
    is_final: /^action:\s*failed\b/im.test(said),
    of:
      /^message-id:\s*(<[^<>\s]{1,900}>)/im.exec(head)?.[1] ?? email.references?.match(/<[^<>\s]{1,900}>/)?.[0] ?? null,
  }
}

/** Where services put the mail as it came. */
const RAW = ['RawEmail', 'raw', 'email', 'content', 'mime', 'body-mime'] as const

interface ServiceMail {
  readonly [name: string]: unknown
}

/** The mail as it came, in a field of its own; else the fields that Postmark and those after its fashion send. */
async function fromJson(bytes: Uint8Array): Promise<Email | null> {
  const given = JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown
  if (typeof given !== 'object' || given === null) return null
  const found = 'data' in given && typeof given.data === 'object' && given.data ? (given.data as ServiceMail) : given
  const fields = found as ServiceMail
  for (const name of RAW) {
    const raw = fields[name]
    if (typeof raw === 'string' && raw.length > 20) return parseMime(mimeIn(raw))
  }
  return fromFields(fields)
}

const mimeIn = (raw: string): string | Uint8Array =>
  /^[A-Za-z0-9+/=\s_-]+$/.test(raw.slice(0, 2_000)) ? Buffer.from(raw, 'base64') : raw

function fromFields(fields: ServiceMail): Email | null {
  const text = (...names: string[]): string | undefined =>
    names.map((name) => fields[name]).find((value): value is string => typeof value === 'string' && value !== '')
  const listed = Array.isArray(fields.Headers) ? fields.Headers : Array.isArray(fields.headers) ? fields.headers : []
  const headers = listed.flatMap((one: { Name?: unknown; name?: unknown; Value?: unknown; value?: unknown }) => {
    const [name, value] = [one?.Name ?? one?.name, one?.Value ?? one?.value]
    if (typeof name !== 'string' || typeof value !== 'string') return []
    return [{ key: name.toLowerCase(), originalKey: name, value }]
  })
  const header = (name: string) => headers.find(({ key }) => key === name)?.value
  const from = text('From', 'from')
  if (!from && headers.length === 0) return null
  const list = (value: string | undefined) => (value ? addressParser(value) : [])
  return {
    headers,
    headerLines: [],
    from: list(from ?? header('from'))[0],
    to: list(text('To', 'to') ?? header('to')),
    cc: list(text('Cc', 'cc') ?? header('cc')),
    subject: text('Subject', 'subject') ?? header('subject'),
    messageId: header('message-id') ?? wrapped(text('MessageID', 'message_id', 'messageId')),
    inReplyTo: header('in-reply-to'),
    references: header('references'),
    text: text('TextBody', 'text', 'text_body', 'plain'),
    html: text('HtmlBody', 'html', 'html_body'),
    attachments: attachmentsOf(fields.Attachments ?? fields.attachments),
  } as Email
}

const wrapped = (id: string | undefined) => (id ? (id.startsWith('<') ? id : `<${id}>`) : undefined)

function attachmentsOf(given: unknown): Attachment[] {
  if (!Array.isArray(given)) return []
  return given.slice(0, FILES_MAX + 1).map((one: ServiceMail) => {
    const text = (...names: string[]) => {
      const value = names.map((name) => one?.[name]).find((found) => typeof found === 'string')
      return typeof value === 'string' ? value : null
    }
    return {
      filename: text('Name', 'name', 'filename'),
      mimeType: text('ContentType', 'content_type', 'contentType', 'type')?.split(';')[0]?.trim() ?? UNKNOWN_TYPE,
      disposition: 'attachment',
      content: new Uint8Array(Buffer.from(text('Content', 'content', 'data') ?? '', 'base64')),
    }
  })
}
