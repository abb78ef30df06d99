/** Whether everything that a weighing names is there: a name nobody knows would else be answered as if it had been weighed. */
import { Refusal } from '../../../contract/refusals.ts'
import { SERVICE_LEVER, type WeighRequest } from '../../../contract/trade-offs.ts'
import type { Tx } from '../../platform/database/database.ts'
import { namesKnown } from './names.store.ts'

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Refuses `unknown_currency`, `unknown_segment`, and `invalid_input` for an added service that is not there. */
export async function checkAsked(tx: Tx, { currency, segment_id, rivals, mix }: WeighRequest): Promise<void> {
  if (currency !== undefined && !CURRENCIES.has(currency))
    throw new Refusal('unknown_currency', { field: 'currency', currency })
  const levels = [
    ...rivals.map((one) => ({ ...one, field: 'rivals' })),
    ...mix.map((one) => ({ ...one, field: 'mix' })),
  ]
  if (segment_id === undefined && levels.length === 0) return
  const known = await namesKnown(tx)
  const segments = new Set(known.segments)
  if (segment_id !== undefined && !segments.has(segment_id))
    throw new Refusal('unknown_segment', { field: 'segment_id', segment_id })
  const services = new Set(known.services.map((id) => `${SERVICE_LEVER}${id}`))
  for (const { field, segment, element } of levels) {
    if (!segments.has(segment)) throw new Refusal('unknown_segment', { field, segment_id: segment })
    if (element.startsWith(SERVICE_LEVER) && !services.has(element))
      throw new Refusal('invalid_input', { field, element, reason: 'unknown_service' })
  }
}
