/** Makes or moves the promise of an order line; earlier versions stay. */
import type { NewPromise } from '../../../contract/orders.ts'
import { append, type State } from '../../ledger/index.ts'
import type { Context } from '../../platform/context.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { localDayAt } from '../locations/index.ts'
import { type LineKey, requireLines } from '../orders/index.ts'
import { decidePromise } from './promise.ts'
import { insertVersion, lockVersions, promiseState, subjectId } from './promises.store.ts'

export function makePromise(context: Context, key: LineKey, wish: NewPromise): Promise<State> {
  return inTransaction(context, async (tx) => {
    const [line] = await requireLines(tx, [key])
    const { versions, subjectVersion } = await lockVersions(tx, key)
    const ordered = { orderedQuantity: line!.quantity, orderedOn: line!.ordered_on }
    const decided = decidePromise(versions, { ...wish, quantity: wish.quantity ?? line!.quantity, ...ordered })
    const now = context.clock.now()
    await insertVersion(tx, {
      ...decided,
      ...key,
      promised_at: now.toISOString(),
      promised_on: await localDayAt(tx, line!.location_id, now),
      actor: context.principal.actor,
      subject_version: subjectVersion + 1,
    })
    const [stored] = await promiseState(tx, key, decided.version)
    const type = decided.version === 1 ? 'PromiseMade' : 'PromiseMoved'
    const event = { type, data: stored!.data, eventTime: stored!.promised_at }
    await append(context, tx, { type: 'promise', id: subjectId(key) }, subjectVersion, [event])
    return { ...key, ...stored!.data }
  })
}
