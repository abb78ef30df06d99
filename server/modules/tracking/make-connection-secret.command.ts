/** Makes or takes a secret for a connection; the one before holds for another day, so that nothing is lost meanwhile. */

import { randomUUID } from 'node:crypto'
import { Refusal } from '../../../contract/refusals.ts'
import { changeRecord, getRecord } from '../../ledger/index.ts'
import type { Sealer } from '../../platform/auth/sealed-secret.ts'
import { hashSecret, makeSecret } from '../../platform/auth/secret-token.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { carrierConnection, sealedFor } from './connection.ts'
import { pathOf, putSecret } from './connections.store.ts'

const CHANGE_OVER_MS = 24 * 3_600_000

export interface SecretWish {
  readonly connection_id: string
  /** What the carrier has made; absent: we make one. */
  readonly secret?: string | undefined
}

/** The secret is in the answer and nowhere else. */
export function makeConnectionSecret(context: Context, sealer: Sealer, wish: SecretWish) {
  return inTransaction(context, async (tx) => {
    const { state } = await getRecord(tx, carrierConnection, wish.connection_id, 'FOR UPDATE')
    const isSigning = state.auth === 'signature'
    const secret = wish.secret ?? (isSigning ? `whsec_${secretBytes()}` : makeSecret('ct'))
    if (secret.startsWith('whsec_') && !/^whsec_[A-Za-z0-9+/]{20,}={0,2}$/.test(secret))
      throw new Refusal('invalid_input', { secret: 'is no base64' })
    const now = context.clock.now()
    const address = await putSecret(tx, {
      connection_id: wish.connection_id,
      // Known to nobody but the carrier: whoever guesses addresses learns nothing of who is here.
      address: randomUUID(),
      sealed: isSigning ? sealer.seal(secret, sealedFor(tx.tenantId, wish.connection_id)) : null,
      token_hash: isSigning ? null : hashSecret(secret),
      made_at: now,
      older_until: new Date(now.getTime() + CHANGE_OVER_MS),
    })
    // That a secret was made is told, with the connection as it stands; never the secret.
    await changeRecord(context, tx, carrierConnection, wish.connection_id, () => ({}))
    return { path: pathOf(address), secret }
  })
}

const secretBytes = () => Buffer.from(makeSecret('x').slice(2), 'base64url').toString('base64')
