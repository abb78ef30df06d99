/** What the orders told so far ask of each site's goods: the year's demand, and the lines that have not left yet. */
import { SITES } from './company.ts'
import { dayOf } from './local-time.ts'
import type { OrderRecord, OrderRecords } from './records.ts'
import type { World } from './world.ts'

export interface OpenClaim {
  readonly orderId: string
  readonly line: number
  /** The day on which the goods have to leave. */
  readonly needDay: number
  readonly milli: number
}

export interface Asked {
  demandMilli: number
  readonly claims: OpenClaim[]
}

export interface ClaimBook {
  hear(story: OrderRecords): void
  /** Of one product at one site. */
  asked(site: number, productId: string): Asked
}

const siteOf = new Map(SITES.map((site, index) => [site.id, index]))
const keyOf = (site: number, productId: string): string => `${site} ${productId}`

/** Keeps sums and open lines only: a story is forgotten once it is heard. */
export function claimBook(world: World, today: readonly number[]): ClaimBook {
  const book = new Map<string, Asked>()
  const asked = (site: number, productId: string): Asked => {
    const key = keyOf(site, productId)
    const known = book.get(key) ?? { demandMilli: 0, claims: [] }
    book.set(key, known)
    return known
  }
  return {
    asked,
    hear(story) {
      const shipped = new Set(story.shipments.map((shipment) => shipment.line_number))
      for (const order of story.orders) {
        if (order.exclusion !== null) continue
        const site = siteOf.get(order.site_id)!
        const own = asked(site, order.product_id)
        const milli = Math.round(order.quantity * 1000)
        own.demandMilli += milli
        const promisedDay = lastPromise(story, order)
        if (shipped.has(order.line_number) || order.cancelled_by !== null || promisedDay === null) continue
        const leaves = world.siteDays[site]!.until(promisedDay - 1)
        own.claims.push({
          orderId: order.order_id,
          line: order.line_number,
          needDay: Math.max(today[site]!, leaves),
          milli,
        })
      }
    },
  }
}

/** The last day of the latest promise; null while a promise is still being worked out. */
function lastPromise(story: OrderRecords, order: OrderRecord): number | null {
  const later = story.promises.filter((promise) => promise.line_number === order.line_number).at(-1)
  const text = later?.promised_to ?? order.promised_to
  if (text === null) return null
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number)
  return dayOf(year, month, day)
}
