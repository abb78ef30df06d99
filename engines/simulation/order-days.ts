/** When orders come in: the year's orders spread over days and sites by demand, in time order within a site's day. */
import { SITES } from './company.ts'
import { DAY, weekdayOf } from './local-time.ts'
import { DAYS_TOLD, type World } from './world.ts'

export interface OrderHead {
  readonly number: number
  readonly site: number
  /** Local minute of entry, spread evenly over the working hours. */
  readonly minute: number
}

const DESK_OPENS = 7 * 60 + 30
const deskCloses = (day: number): number => (weekdayOf(day) === 5 ? 12 * 60 : 18 * 60)
const WEEKDAY_WEIGHT = [1.15, 1.05, 1, 1, 0.95, 0.35, 0]

/** Heads of all orders, one at a time, numbered from 1; exactly as many as the world asks for. */
export function* orderHeads(world: World): Generator<OrderHead> {
  const weights = dayWeights(world)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  let number = 0
  for (let index = 0; index < weights.length; index++) {
    sum += weights[index]!
    const until = Math.round((sum / total) * world.orders)
    const day = world.firstDay + Math.floor(index / SITES.length)
    const site = index % SITES.length
    const span = deskSpan(world, site, day)
    const count = until - number
    for (let nth = 0; nth < count; nth++) {
      number++
      yield { number, site, minute: day * DAY + DESK_OPENS + Math.floor(((nth + 0.5) / count) * span) }
    }
  }
}

/** One weight a day and site; the last day weighs as much as has passed of it. */
function dayWeights(world: World): number[] {
  const weights: number[] = []
  for (let day = world.firstDay; day < world.firstDay + DAYS_TOLD; day++) {
    for (let site = 0; site < SITES.length; site++) {
      const { totals } = world.customersOfSite[site]!
      const passed = deskSpan(world, site, day) / (deskCloses(day) - DESK_OPENS)
      const isOpen = world.siteDays[site]!.isOpen(day) && totals.length > 0
      weights.push(
        isOpen ? WEEKDAY_WEIGHT[weekdayOf(day)]! * passed * world.conditions.demand(site, day) * totals.at(-1)! : 0,
      )
    }
  }
  return weights
}

function deskSpan(world: World, site: number, day: number): number {
  const open = Math.min(deskCloses(day), world.now[site]! - day * DAY) - DESK_OPENS
  return Math.max(0, open)
}
