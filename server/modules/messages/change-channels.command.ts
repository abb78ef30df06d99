/** Gateways and webhooks: where messages go out, with secrets that come in once and are kept sealed. */
import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { ChangeWebhook, NewMessageChannel, NewWebhook } from '../../../contract/messages.ts'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, createRecord, getRecord } from '../../ledger/index.ts'
import type { Seal } from '../../platform/auth/seal.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { requireCustomer } from '../customers/index.ts'
import { hasGateway } from './channels.store.ts'
import { messageChannel, webhook } from './records.ts'

/** Without a secret the one there is stays; a new gateway needs one. */
export const setChannel = (
  context: Context,
  way: 'sms' | 'chat',
  { wish, seal }: { wish: z.output<typeof NewMessageChannel>; seal: Seal },
): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { secret, shown_as = null, ...rest } = wish
    const state = { ...rest, shown_as, ...(secret && { secret: seal.seal(secret) }) }
    if (await hasGateway(tx, way)) await changeRecord(context, tx, messageChannel, way, () => state)
    else if (secret) await createRecord(context, tx, messageChannel, { ...state, channel_id: way })
    else throw new Refusal('invalid_input', { field: 'secret', reason: 'missing' })
  })

/** As Standard Webhooks writes them: the prefix says what it is. */
const makeWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`

export interface MadeWebhook {
  readonly webhook_id: string
  readonly secret: string
}

export const registerWebhook = (
  context: Context,
  wish: z.output<typeof NewWebhook>,
  seal: Seal,
): Promise<MadeWebhook> =>
  inTransaction(context, async (tx) => {
    await requireCustomer(tx, wish.customer_id)
    const webhook_id = context.ids.code('WH')
    const secret = makeWebhookSecret()
    await createRecord(context, tx, webhook, { ...wish, webhook_id, secret: seal.seal(secret) })
    return { webhook_id, secret }
  })

export const changeWebhook = (context: Context, id: string, wish: z.output<typeof ChangeWebhook>): Promise<void> =>
  inTransaction(context, async (tx) => {
    await changeRecord(context, tx, webhook, id, () => wish)
  })

/** From now on both sign, until the old one is let go: the customer's program can change at its own time. */
export const renewSecret = (context: Context, id: string, seal: Seal): Promise<MadeWebhook> =>
  inTransaction(context, async (tx) => {
    const secret = makeWebhookSecret()
    await changeRecord(context, tx, webhook, id, (state) => ({
      secret: seal.seal(secret),
      secret_before: state.secret,
    }))
    return { webhook_id: id, secret }
  })

/** Refuses `wrong_state` where there is only one. */
export const letOldSecretGo = (context: Context, id: string): Promise<void> =>
  inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, webhook, id)
    if (!state.secret_before) throw new Refusal('wrong_state', { webhook_id: id })
    await changeRecord(context, tx, webhook, id, () => ({ secret_before: null }))
  })
