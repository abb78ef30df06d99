/** A message whole, and a customer's inbox: as they read in each language. */
import sql from 'sql-template-tag'
import type { z } from 'zod'
import type { Inbox, InboxQuery, MessageFile } from '../../../contract/messages.ts'
import type { Tx } from '../../platform/database/database.ts'
import { loadAudiences } from './audience.store.ts'
import { getMessage, type StoredMessage, showMessage } from './messages.store.ts'
import { decideRecipients } from './recipients.ts'
import { toEditable, toPlainBody } from './render.ts'
import { listSendings } from './sendings.store.ts'
import { isKnownKind } from './setting.ts'
import type { LanguageCode } from './words/index.ts'
import { writeLetters } from './words-of.store.ts'

interface At {
  readonly baseUrl: string
  readonly now: Date
}

/** In the languages of those who got it; of one that waits, of those who would. */
export async function readMessageFile(tx: Tx, messageId: string, { baseUrl, now }: At): Promise<MessageFile> {
  const stored = await getMessage(tx, messageId)
  const sendings = await listSendings(tx, messageId)
  const planned = sendings.length ? sendings : await plannedFor(tx, stored, now)
  const languages = [...new Set(planned.map(({ language }) => language))].sort()
  const words: MessageFile['words'] = []
  for (const language of languages) {
    const letter = (await writeLetters(tx, [stored], { languageOf: () => language, baseUrl, now })).get(messageId)!
    words.push({
      language,
      subject: letter.rendered.subject,
      body: stored.state === 'waiting' ? toEditable(letter.rendered) : toPlainBody(letter.rendered),
      text: toPlainBody(letter.rendered),
      is_edited: letter.isEdited,
    })
  }
  return { message: await showMessage(tx, messageId), sendings, words }
}

async function plannedFor(tx: Tx, message: StoredMessage, now: Date): Promise<{ language: LanguageCode }[]> {
  if (!isKnownKind(message.kind)) return []
  const audience = (await loadAudiences(tx, [message])).get(message.message_id)!
  const { contact_id: asker = null } = message.content
  return decideRecipients({ kind: message.kind, is_urgent: message.is_urgent, from: now, asker }, audience)
}

const LET_THROUGH = ['sending', 'sent', 'failed']

/** What has been let through, whichever way it went: the inbox is always there. */
export async function readInbox(
  tx: Tx,
  customerId: string,
  { query, baseUrl, now }: At & { query: z.output<typeof InboxQuery> },
): Promise<z.infer<typeof Inbox>> {
  const which = sql`FROM messages.message WHERE tenant_id = ${tx.tenantId}::uuid AND customer_id = ${customerId}
    AND state = ANY (${LET_THROUGH}::text[]) AND NOT content ? 'for_programs' AND NOT content ? 'survey' AND (${query.order_id ?? null}::text IS NULL OR order_id = ${query.order_id ?? null}::text)`
  const [count] = await tx.query<{ total: number }>(sql`SELECT count(*) AS total ${which}`)
  const messages = await tx.query<StoredMessage>(sql`SELECT message_id, customer_id, kind, order_id, content, words,
      is_urgent, state, made_at, subject_version ${which}
    ORDER BY made_at DESC, message_id LIMIT ${query.limit} OFFSET ${query.offset}`)
  const letters = await writeLetters(tx, messages, { languageOf: () => query.language, baseUrl, now })
  return {
    total: count!.total,
    messages: messages.map(({ message_id, kind, order_id, made_at }) => {
      const { rendered } = letters.get(message_id)!
      const isLink = (block: { is: string }) => block.is === 'link'
      const body = toPlainBody({ ...rendered, blocks: rendered.blocks.filter((block) => !isLink(block)) })
      return { message_id, kind, order_id, made_at: made_at as never, subject: rendered.subject, body }
    }),
  }
}
