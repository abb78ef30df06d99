/** A movement: what leaves one side enters the other. */
import type { StockState } from '../../../contract/stock.ts'

/** `at` is the site, the transfer's or shipment's code, the supplier, or the site where goods were counted or scrapped. */
export interface Side {
  readonly kind:
    | 'site'
    | 'transfer'
    | 'shipment'
    | 'supplier'
    | 'customer'
    | 'production'
    | 'scrap'
    | 'count'
    | 'opening'
  readonly at?: string | null
  readonly bin?: string | null
  readonly state?: StockState
}

export interface Movement {
  readonly movement_id: string
  readonly type:
    | 'receipt'
    | 'put_away'
    | 'state_change'
    | 'transfer_out'
    | 'transfer_in'
    | 'ship'
    | 'count'
    | 'adjust'
    | 'scrap'
    | 'opening'
    | 'reversal'
  readonly product_id: string
  readonly lot_id?: string | null
  readonly serial?: string | null
  readonly quantity: number
  readonly from: Side
  readonly to: Side
  readonly cause?: string | null
  readonly document?: string | null
  readonly order_id?: string | null
  readonly line_number?: number | null
  readonly supply_id?: string | null
  readonly supply_line?: number | null
  readonly reversal_of?: string | null
  readonly idempotency_key?: string | null
  readonly occurred_at?: string | null
  /** For goods that only change their place: the day they first came in, by which they go out again. */
  readonly received_on?: string | null
}

/** The movement as a row; a bin, lot or serial that does not apply is the empty text. */
export function toMovementRow({ from, to, ...movement }: Movement) {
  return {
    ...movement,
    lot_id: movement.lot_id ?? '',
    serial: movement.serial ?? '',
    ...sideRow('from', from),
    ...sideRow('to', to),
  }
}

const sideRow = (name: 'from' | 'to', side: Side) => ({
  [`${name}_kind`]: side.kind,
  [`${name}_at`]: side.at ?? '',
  [`${name}_bin`]: side.bin ?? '',
  [`${name}_state`]: side.kind === 'site' ? (side.state ?? 'released') : '',
})
