/** Reads a refused message again, once a mapping has been mended or another trouble is over. */

import { Refusal } from '../../../contract/refusals.ts'
import type { MessageTaken } from '../../../contract/tracking.ts'
import { changeRecord, getRecord } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type ReadMessage, trackingMessage } from './message.ts'
import { settle } from './take-message.command.ts'

export interface KeptMessage {
  readonly source: string
  readonly content: string
  readonly message_key: string
}

/** How messages of a channel are read; `zone` is the clock agreed with the sender. */
export type Reader = (
  tx: Tx,
  kept: KeptMessage,
  context: Context,
) => Promise<{ read: ReadMessage; zone: string | null }>

/** Refuses `wrong_state` for a message that was taken, or whose content is no longer kept. */
export function replayMessage(
  context: Context,
  messageId: string,
  readers: Readonly<Record<string, Reader>>,
): Promise<MessageTaken> {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, trackingMessage, messageId, 'FOR UPDATE')
    if (state.state !== 'refused' || !state.content) throw new Refusal('wrong_state', { state: state.state })
    const reader = readers[String(state.channel)]
    if (!reader) throw new Refusal('wrong_state', { channel: state.channel })
    const source = String(state.source)
    const content = String(state.content)
    const { read, zone } = await reader(tx, { source, content, message_key: String(state.message_key) }, context)
    const message = { channel: String(state.channel), source, content, zone, read }
    const head = { message_id: messageId, received_at: new Date(String(state.received_at)).toISOString() }
    const { message_key, answer, ...outcome } = await settle(context, tx, { ...message, ...head })
    await changeRecord(context, tx, trackingMessage, messageId, () => ({ ...outcome, message_key, answer }))
    return { message_id: messageId, ...outcome, answer }
  })
}
