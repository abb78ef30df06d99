/** What a channel is handed: a mail as page and text, several messages as one, and a webhook's body. */
import { type Outgoing, plural, toMailPage, toText, WORDS } from '../../modules/messages/index.ts'

interface MailWords {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly stopLink: string
}

export const singleMail = ({ letter: { rendered } }: Outgoing, stopLink: string): MailWords => ({
  subject: rendered.subject,
  text: toText(rendered, stopLink),
  html: toMailPage(rendered, stopLink),
  stopLink,
})

/** Each message with its subject and its short form; the one button leads to all orders. */
export function digestMail(outgoing: readonly Outgoing[], stopLink: string): MailWords {
  const [{ letter, sending }] = outgoing as [Outgoing]
  const { digest, messages } = WORDS[sending.language]
  const count = plural(messages, outgoing.length, sending.language)
  const text = (line: string) => ({ text: line, labelEnd: 0 })
  const { link } = letter.rendered.filling
  const rendered = {
    ...letter.rendered,
    subject: digest.subject.replace('{messages}', count),
    filling: { ...letter.rendered.filling, link: new URL('/portal/orders', link).href },
    blocks: [
      { is: 'text' as const, lines: [text(digest.body)] },
      ...outgoing.map((one) => ({
        is: 'text' as const,
        lines: [text(one.letter.rendered.subject), text(withoutCompany(one))],
      })),
      { is: 'link' as const },
    ],
  }
  return { subject: rendered.subject, text: toText(rendered, stopLink), html: toMailPage(rendered, stopLink), stopLink }
}

const withoutCompany = ({ letter }: Outgoing) => letter.sms.replace(/^[^:：.]{1,80}[:：.]\s*/u, '')

export function digestSms(outgoing: readonly Outgoing[]): string {
  const [{ letter, sending }] = outgoing as [Outgoing]
  const { digest, messages } = WORDS[sending.language]
  const count = plural(messages, outgoing.length, sending.language)
  const { link } = letter.rendered.filling
  return `${letter.rendered.company}: ${digest.subject.replace('{messages}', count)}. ${new URL('/portal/messages', link).href}`
}

export function webhookBody({
  message_id,
  kind,
  customer_id,
  order_id,
  content,
  made_at,
}: Outgoing['message']): string {
  const { answer: _, for_programs: __, contact_id: ___, ask_id: ____, survey: _____, ...told } = content
  return JSON.stringify({
    type: `order.${kind}`,
    timestamp: new Date(made_at).toISOString(),
    data: { message_id, kind, customer_id, order_id, ...told },
  })
}
