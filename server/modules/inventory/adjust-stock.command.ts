/** Corrects the record where goods were found or are gone, and takes goods out that are of no use any more. */
import type { AdjustStock, Posted, ScrapStock, StockState } from '../../../contract/stock.ts'
import type { Context } from '../../platform/context.ts'
import { freeLostAllocations } from './allocations.store.ts'
import { ensureLots } from './lots.store.ts'
import type { Side } from './movement.ts'
import { postGoods } from './post-goods.command.ts'

interface Spot {
  readonly product_id: string
  readonly lot_id?: string | null
  readonly serial?: string | null
  readonly bin?: string | null
  readonly state: StockState
}

export function adjustStock(context: Context, wish: AdjustStock): Promise<Posted> {
  const { location_id, lines } = wish
  const posting = { ...wish, type: 'StockAdjusted', product_ids: lines.map((line) => line.product_id) } as const
  return postGoods(context, { ...posting, location_ids: [location_id] }, async (tx) => {
    await ensureLots(
      context,
      tx,
      lines.flatMap((line) => (line.change > 0 && line.lot_id ? [lotOf(line)] : [])),
    )
    await freeLostAllocations(tx, leaving(lines, location_id))
    return lines.map((line) => {
      const other: Side = { kind: 'count', at: location_id }
      const [from, to] = line.change > 0 ? [other, sideOf(line, location_id)] : [sideOf(line, location_id), other]
      const { product_id, lot_id, serial, cause } = line
      return { type: 'adjust', product_id, lot_id, serial, quantity: Math.abs(line.change), from, to, cause }
    })
  })
}

export function scrapStock(context: Context, wish: ScrapStock): Promise<Posted> {
  const { location_id, lines } = wish
  const posting = { ...wish, type: 'StockScrapped', product_ids: lines.map((line) => line.product_id) } as const
  return postGoods(context, { ...posting, location_ids: [location_id] }, async (tx) => {
    await freeLostAllocations(
      tx,
      leaving(
        lines.map((line) => ({ ...line, change: -line.quantity })),
        location_id,
      ),
    )
    return lines.map((line) => {
      const { product_id, lot_id, serial, quantity, cause } = line
      const to = { kind: 'scrap', at: location_id } as const
      return { type: 'scrap', product_id, lot_id, serial, quantity, from: sideOf(line, location_id), to, cause }
    })
  })
}

const lotOf = ({ product_id, lot_id }: Spot) => ({ product_id, lot_id: lot_id! })

const sideOf = (spot: Spot, at: string): Side => ({ kind: 'site', at, bin: spot.bin, state: spot.state })

const leaving = (lines: readonly (Spot & { change: number })[], location_id: string) =>
  lines.flatMap((line) =>
    line.change < 0 && line.state === 'released'
      ? [
          {
            product_id: line.product_id,
            location_id,
            bin: line.bin ?? '',
            lot_id: line.lot_id ?? '',
            serial: line.serial ?? '',
            quantity: -line.change,
          },
        ]
      : [],
  )
