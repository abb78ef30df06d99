/** Takes the password of a mailbox, or makes the secret by which a mail service is known. */
import { randomUUID } from 'node:crypto'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { hashSecret, makeSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { mailbox, mailboxSeal } from './mailbox.ts'
import { pathOfDoor, putMailboxSecret } from './mailboxes.store.ts'

const CHANGE_OVER_MS = 24 * 3_600_000
const SHORTEST = 16

export interface MailboxSecretWish {
  readonly mailbox_id: string
  readonly secret?: string | undefined
}

/** A made secret is in the answer and nowhere else; a password is not repeated. Of a service the one before holds for another day. */
export function makeMailboxSecret(context: Context, sealer: Sealer, wish: MailboxSecretWish) {
  return inTransaction(context, async (tx) => {
    const { mailbox_id } = wish
    const { state } = await getRecord(tx, mailbox, mailbox_id, 'FOR UPDATE')
    const isCalled = state.via === 'webhook'
    if (!isCalled && !wish.secret) throw new Refusal('invalid_input', { field: 'secret', reason: 'missing' })
    const isToken = isCalled && state.auth === 'token'
    const secret = wish.secret ?? (isToken ? makeSecret('mt') : signingSecret())
    if (isCalled) requireStrong(secret)
    const door = await putMailboxSecret(tx, {
      mailbox_id,
      // Known to nobody but the service: whoever guesses addresses learns nothing of who is here.
      door: isCalled ? randomUUID() : null,
      sealed: isToken ? null : sealer.seal(secret, mailboxSeal(tx.tenantId, mailbox_id)),
      token_hash: isToken ? hashSecret(secret) : null,
      older_until: new Date(context.clock.now().getTime() + (isCalled ? CHANGE_OVER_MS : 0)),
    })
    // That there is a new secret is told, with the mailbox as it stands; never the secret.
    await changeRecord(context, tx, mailbox, mailbox_id, () => ({}))
    return { path: door && pathOfDoor(door), secret: isCalled ? secret : null }
  })
}

const signingSecret = () => `whsec_${Buffer.from(makeSecret('x').slice(2), 'base64url').toString('base64')}`

function requireStrong(secret: string): void {
  if (secret.length < SHORTEST) throw new Refusal('invalid_input', { field: 'secret', reason: 'too_short' })
  if (secret.startsWith('whsec_') && !/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/.test(secret))
    throw new Refusal('invalid_input', { secret: 'is no base64' })
}
