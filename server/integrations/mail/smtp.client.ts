/** Hands a mail to a mail server, and says for certain, or says that it is not certain, whether the server took it. */
import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { MailSetting } from './mail-setting.ts'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same as a page, for readers who show one. */
  readonly html?: string
  /** Where the reader may stop such mails. */
  readonly stopLink?: string
  /** Of this mail and no other, the same at every attempt: whoever gets it twice can see that it is one. */
  readonly messageId: string
  readonly language: string
  /** Where a person has written it as an answer: it stands in its thread, and a reply finds its way back. */
  readonly thread?: {
    readonly in_reply_to: string | null
    readonly references: readonly string[]
    readonly reply_to: string | null
  }
  /** An answer that the program wrote itself. */
  readonly isAutomatic?: boolean
}

/** `refused` for good; `postponed`: not taken, to be tried again; `uncertain`: handed over, but no answer came back. */
export type Delivery = { readonly outcome: 'accepted' | 'refused' | 'postponed' | 'uncertain'; readonly reason: string }

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

export async function deliver({ url, from }: MailSetting, mail: Mail): Promise<Delivery> {
  let isHandedOver = false
  const transport = createTransport({
    url,
    // A password is not sent in the clear over a network; `?requireTLS=false` in the address says otherwise.
    requireTLS: hasPassword(url) && !isHere(url),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // The content is asked for only once the server has said that it wants it.
  transport.use('stream', ({ message }, done) => {
    message.processFunc((content) =>
      Readable.from(
        (async function* () {
          isHandedOver = true
          yield* content
        })(),
      ),
    )
    done()
  })
  try {
    await transport.sendMail({ from, ...toMessage(mail) })
    return { outcome: 'accepted', reason: 'accepted' }
  } catch (error) {
    return judge(error as SmtpError, isHandedOver)
  }
}

const toMessage = ({ to, subject, text, html, stopLink, messageId, language, thread, isAutomatic }: Mail) => ({
  to: { name: '', address: to },
  subject,
  text,
  ...(html && { html }),
  messageId,
  ...(thread?.in_reply_to && { inReplyTo: thread.in_reply_to, references: [...thread.references] }),
  ...(thread?.reply_to && { replyTo: { name: '', address: thread.reply_to } }),
  headers: {
    // No answer machine shall answer a machine (RFC 3834); what a person has written is no machine's.
    ...((isAutomatic || !thread) && { 'auto-submitted': isAutomatic ? 'auto-replied' : 'auto-generated' }),
    'content-language': language,
    ...(stopLink && { 'list-unsubscribe': `<${stopLink}>` }),
  },
})

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number }

function judge({ code, responseCode }: SmtpError, isHandedOver: boolean): Delivery {
  // The code and the number alone: the server's words repeat the address.
  const reason = [code, responseCode].filter(Boolean).join(' ') || 'no reason given'
  if (responseCode === undefined) return { outcome: isHandedOver ? 'uncertain' : 'postponed', reason }
  // A login that fails is for the operator to mend; the mail itself is not to blame.
  return { outcome: responseCode >= 500 && code !== 'EAUTH' ? 'refused' : 'postponed', reason }
}

const hasPassword = (url: string) => new URL(url).password !== ''
const isHere = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
