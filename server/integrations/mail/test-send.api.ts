/** A message to oneself, to see whether a channel works. Nothing of it is kept. */
import { z } from 'zod'
import { TestSend, TestSent } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { Language } from '../../../contract/values.ts'
import { readTrial, toMailPage, toText, WORDS } from '../../modules/messages/index.ts'
import type { Context } from '../../platform/context.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { type AnyEndpoint, endpoint } from '../../platform/http/endpoint.ts'
import { post } from './post.client.ts'
import type { MessagePost } from './send-message.ts'
import { type Delivery, deliver } from './smtp.client.ts'

export const testSendEndpoints = (setting: MessagePost): AnyEndpoint[] => [
  endpoint({
    method: 'POST',
    path: '/message-channels/:way/test',
    tag: 'messages',
    permission: 'messages.manage',
    summary: 'Send a test to an address or a number of your own; says whether the channel took it',
    params: z.object({ way: z.enum(['email', 'sms', 'chat']) }),
    body: TestSend.extend({ language: Language.default('en') }),
    answer: TestSent,
    callsPerMinute: 6,
    handle: async (context, { params, body }) => {
      const found = await inSnapshot(context, (tx) => readTrial(tx, params.way))
      return trial(context, { ...params, ...body, ...found }, setting)
    },
  }),
]

interface Trial {
  readonly way: 'email' | 'sms' | 'chat'
  readonly to: string
  readonly language: z.infer<typeof Language>
  readonly company: string
  readonly gateway: { readonly url: string; readonly secret: string; readonly shown_as: string | null } | undefined
}

function trial(context: Context, wish: Trial, setting: MessagePost): Promise<Delivery> {
  const { way, to, language, company, gateway } = wish
  const { test } = WORDS[language]
  const subject = test.subject.replace('{company}', company)
  const reference = context.ids.uuid()
  if (way === 'email') {
    if (!setting.mail) throw new Refusal('wrong_state', { way, reason: 'not_set_up' })
    if (!z.email().max(254).safeParse(to).success) throw new Refusal('invalid_input', { field: 'to' })
    const filling = { values: {}, products: [], choices: [], link: '' }
    const blocks = [{ is: 'text' as const, lines: [{ text: test.body, labelEnd: 0 }] }]
    const rendered = { subject, blocks, filling, language, company, contact_line: null, accent_color: null, why: '' }
    const messageId = `<test.${reference}@${new URL(setting.baseUrl).hostname}>`
    const words = { subject, text: toText(rendered, null), html: toMailPage(rendered, null) }
    return deliver(setting.mail, { to, ...words, messageId, language })
  }
  if (!/^\+?[\d ()/.-]{4,30}$/.test(to)) throw new Refusal('invalid_input', { field: 'to' })
  const secret = gateway && setting.seal.open(gateway.secret)
  if (!gateway || !secret) throw new Refusal('wrong_state', { way, reason: gateway ? 'secret_lost' : 'not_set_up' })
  return post({
    url: gateway.url,
    body: JSON.stringify({ to, from: gateway.shown_as, text: `${subject}. ${test.body}`, reference }),
    headers: { authorization: `Bearer ${secret}`, 'idempotency-key': reference },
    allowsLoopback: setting.allowsLoopback,
  })
}
