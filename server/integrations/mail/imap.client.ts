/**
 * Looks into a mailbox by IMAP: reads only, marks nothing, deletes nothing, so that whoever else reads it sees no difference.
 *
 * Never longer than the time given: a server that says nothing is left. Errors come out as codes, since a server's words may
 * repeat what was sent to it.
 */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import type { MailboxError } from '../../../contract/incoming-mail.ts'
import type { StoredMailbox } from '../../modules/inquiries/index.ts'
import { isReachable } from '../../platform/http/outer-addresses.ts'

export class MailboxFailure extends Error {
  readonly code: MailboxError
  constructor(code: MailboxError) {
    super(code)
    this.name = 'MailboxFailure'
    this.code = code
  }
}

export interface Door {
  readonly mailbox: StoredMailbox
  readonly password: string
  /** The server may be on this machine, and without encryption: for tests, and where the operator says so. */
  readonly allowsLoopback: boolean
  /** Longest time for all of it. */
  readonly patienceMs: number
  readonly stopping?: AbortSignal
}

export interface Folder {
  readonly validity: number
  /** The number the next mail will get. */
  readonly next: number
  readonly mails: number
  /** When the last mail arrived; null: none, or the server does not say. */
  lastArrival(): Promise<Date | null>
  /** Numbers of mails from `first` on, in their order. */
  numbersFrom(first: number): Promise<number[]>
  /** Null: gone meanwhile. Larger than `max`: only its head. */
  fetch(number: number, max: number): Promise<FetchedMail | null>
}

export interface FetchedMail {
  readonly bytes: Uint8Array
  readonly size: number
  readonly isHead: boolean
  /** When it arrived in the mailbox. */
  readonly arrivedAt: Date | null
}

const PORTS = { tls: 993, starttls: 143, none: 143 } as const
const SILENCE_MS = 20_000
const LITERAL_MAX = 32 * 1024 * 1024

/** Throws a `MailboxFailure`, or what `work` throws. */
export async function inFolder<T>(door: Door, work: (folder: Folder) => Promise<T>): Promise<T> {
  const client = new ImapFlow({ ...(await target(door)), ...optionsOf(door) })
  // What ends a connection in between shows at whatever waits for it.
  client.on('error', () => undefined)
  const end = endOf(door)
  const leave = () => client.close()
  end.addEventListener('abort', leave)
  const late = new Promise<never>((_, refuse) => {
    end.addEventListener('abort', () => refuse(new MailboxFailure('no_answer')), { once: true })
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([lookInto(client, door, work), late])
  } finally {
    end.removeEventListener('abort', leave)
    client.close()
  }
}

const endOf = ({ patienceMs, stopping }: Door): AbortSignal => {
  const late = AbortSignal.timeout(patienceMs)
  return stopping ? AbortSignal.any([late, stopping]) : late
}

async function lookInto<T>(client: ImapFlow, { mailbox }: Door, work: (folder: Folder) => Promise<T>): Promise<T> {
  await client.connect().catch((error) => {
    throw failureOf(error, 'no_connection')
  })
  const opened = await client.mailboxOpen(mailbox.folder ?? 'INBOX', { readOnly: true }).catch((error) => {
    throw failureOf(error, 'no_folder')
  })
  const folder: Folder = {
    validity: Number(opened.uidValidity),
    next: opened.uidNext,
    mails: opened.exists,
    lastArrival: () => through(lastArrival(client, opened.exists)),
    numbersFrom: (first) => through(numbersFrom(client, first)),
    fetch: (number, max) => through(fetchOne(client, number, max)),
  }
  const found = await work(folder)
  await client.logout().catch(() => undefined)
  return found
}

const through = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((error) => {
    throw failureOf(error, 'broken_off')
  })

/** `*` means the last one even where it is before the first asked for. */
async function numbersFrom(client: ImapFlow, first: number): Promise<number[]> {
  const found = await client.search({ uid: `${first}:*` }, { uid: true })
  return (found || []).filter((number) => number >= first).sort((one, other) => one - other)
}

async function lastArrival(client: ImapFlow, mails: number): Promise<Date | null> {
  if (mails === 0) return null
  const last = await client.fetchOne('*', { internalDate: true })
  return last ? dateOf(last.internalDate) : null
}

const dateOf = (told: Date | string | undefined): Date | null => {
  const date = told ? new Date(told) : null
  return date && !Number.isNaN(date.getTime()) ? date : null
}

async function fetchOne(client: ImapFlow, number: number, max: number): Promise<FetchedMail | null> {
  const about = await client.fetchOne(String(number), { size: true, internalDate: true }, { uid: true })
  if (!about) return null
  const size = about.size ?? 0
  const isHead = size > max
  const found = await client.fetchOne(String(number), isHead ? { headers: true } : { source: true }, { uid: true })
  const bytes = found && (isHead ? found.headers : found.source)
  if (!bytes) return null
  return {
    bytes,
    size: Math.max(size, bytes.length),
    isHead,
    arrivedAt: dateOf(about.internalDate),
  }
}

/** The address is looked up and judged by us, and the connection goes to the judged one. */
async function target({ mailbox, allowsLoopback }: Door) {
  const security = mailbox.security ?? 'tls'
  const host = (mailbox.host ?? '').replace(/^\[|\]$/g, '')
  const port = mailbox.port ?? PORTS[security]
  const found = isIP(host)
    ? [host]
    : await lookup(host, { all: true }).then(
        (all) => all.map(({ address }) => address),
        () => {
          throw new MailboxFailure('no_connection')
        },
      )
  if (found.length === 0) throw new MailboxFailure('no_connection')
  if (found.some((address) => !isReachable(address, allowsLoopback))) throw new MailboxFailure('forbidden_address')
  // A password is not sent in the clear over a network.
  if (security === 'none' && !allowsLoopback) throw new MailboxFailure('needs_encryption')
  return {
    host: found[0]!,
    port,
    secure: security === 'tls',
    doSTARTTLS: security === 'tls' ? undefined : security === 'starttls',
    ...(isIP(host) ? {} : { servername: host }),
  }
}

const optionsOf = ({ mailbox, password }: Door) => ({
  auth: { user: mailbox.username ?? '', pass: password },
  logger: false as const,
  disableAutoIdle: true,
  connectionTimeout: SILENCE_MS,
  greetingTimeout: SILENCE_MS,
  socketTimeout: SILENCE_MS,
  maxLiteralSize: LITERAL_MAX,
  clientInfo: { name: 'Sevenfold' },
})

interface ImapError {
  readonly code?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly tlsFailed?: boolean
}

const SILENT = /TIMEOUT|ETIMEDOUT/i
const CERTIFICATE = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_OSSL/i
const BROKEN = /ECONNRESET|EPIPE|NoConnection|EConnectionClosed/i

function failureOf(error: unknown, otherwise: MailboxError): Error {
  if (error instanceof MailboxFailure) return error
  const { code = '', authenticationFailed, tlsFailed } = error as ImapError
  if (authenticationFailed) return new MailboxFailure('login_refused')
  if (tlsFailed || CERTIFICATE.test(code)) return new MailboxFailure('bad_certificate')
  if (SILENT.test(code)) return new MailboxFailure('no_answer')
  if (BROKEN.test(code)) return new MailboxFailure(otherwise === 'no_folder' ? 'broken_off' : otherwise)
  return new MailboxFailure(otherwise)
}
