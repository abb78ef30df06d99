/**
 * Where the sample's vans were: a day's doors in their order, and between them a way that is not quite straight, at the
 * speed that the clock allows. Everything after 'now' is left out.
 */
import { type Draws, seededDraws } from './draws.ts'

export interface VanDoor {
  readonly shipment_id: string
  readonly latitude: number
  readonly longitude: number
  /** When the goods were handed over; null while they are still on the way. Epoch milliseconds. */
  readonly delivered_at: number | null
}

export interface VanDay {
  /** Tells the days of vans apart. */
  readonly nth: number
  readonly site: { readonly latitude: number; readonly longitude: number }
  readonly left_at: number
  readonly doors: readonly VanDoor[]
}

export interface VanFix {
  readonly at: number
  readonly latitude: number
  readonly longitude: number
  readonly speed_kmh: number
}

export interface VanStory {
  /** In the order in which they are driven to. */
  readonly doors: readonly VanDoor[]
  readonly fixes: readonly VanFix[]
  /** Null: it is still on its way. */
  readonly back_at: number | null
}

const STREAM = -5_000
const MINUTE = 60_000
const KM_PER_DEGREE = 111.195
/** Roads wind, towns are slow: so many kilometers of crow's flight an hour. */
const SPEED_KMH = 24
const FASTEST_KMH = 60
const STAY_MINUTES = [5, 16] as const
/** A fix every so many minutes, as a box in a van tells. */
const FIX_MINUTES = 3
/** How far the road leads from the straight line, as a share of it. */
const BEND = 0.12

type Spot = { readonly latitude: number; readonly longitude: number }

export function vanStory(day: VanDay, { seed, now }: { readonly seed: number; readonly now: number }): VanStory {
  const draws = seededDraws(seed, STREAM - day.nth)
  const handed = day.doors
    .filter((door): door is VanDoor & { delivered_at: number } => door.delivered_at !== null)
    .sort((a, b) => a.delivered_at - b.delivered_at)
  const doors = [
    ...handed,
    ...nearestFirst(
      handed.at(-1) ?? day.site,
      day.doors.filter((one) => one.delivered_at === null),
    ),
  ]
  const path = new Path(day.site, day.left_at, draws)
  for (const { delivered_at, ...spot } of handed) {
    const stay = draws.between(...STAY_MINUTES) * MINUTE
    // Handing over is the end of the stay. Two doors that no van reaches within the hours told: the second has no fix.
    if (path.at + path.fastest(spot) > delivered_at) continue
    path.driveTo(spot, Math.max(delivered_at - stay, path.at + path.fastest(spot)))
    path.stayUntil(delivered_at)
  }
  const open = doors.slice(handed.length)
  if (open.length > 0) path.headFor(open[0]!, now)
  else path.driveTo(day.site, path.at + path.usual(day.site))
  const back = open.length > 0 || path.at > now ? null : path.at
  return { doors, fixes: path.fixes.filter(({ at }) => at <= now), back_at: back }
}

function nearestFirst(from: Spot, doors: readonly VanDoor[]): VanDoor[] {
  const left = [...doors]
  const ordered: VanDoor[] = []
  for (let at = from; left.length > 0; at = ordered.at(-1)!) {
    left.sort((a, b) => km(at, a) - km(at, b) || (a.shipment_id < b.shipment_id ? -1 : 1))
    ordered.push(left.shift()!)
  }
  return ordered
}

/** Good enough within a region. */
function km(a: Spot, b: Spot): number {
  const shrink = Math.cos((a.latitude * Math.PI) / 180)
  return KM_PER_DEGREE * Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * shrink)
}

class Path {
  readonly fixes: VanFix[] = []
  at: number
  #spot: Spot
  readonly #draws: Draws

  constructor(spot: Spot, at: number, draws: Draws) {
    this.#spot = spot
    this.at = at
    this.#draws = draws
    this.#note(spot, at, 0)
  }

  fastest = (to: Spot): number => Math.max(MINUTE, (km(this.#spot, to) / FASTEST_KMH) * 3_600_000)
  usual = (to: Spot): number => Math.max(MINUTE, (km(this.#spot, to) / SPEED_KMH) * 3_600_000)

  /** Leaves late enough to be there just then, however long the way is. */
  driveTo(to: Spot, arrives: number): void {
    const end = Math.max(arrives, this.at + MINUTE)
    const begins = Math.max(this.at, end - this.usual(to))
    this.#go(to, { begins, end, until: end })
    this.#spot = to
    this.at = end
  }

  /** On the way there just now: so far that a part of it is still to come. */
  headFor(to: Spot, now: number): void {
    const usual = this.usual(to)
    const left = usual * (0.25 + 0.5 * this.#draws.next())
    const end = now + left
    const begins = Math.max(this.at, end - usual)
    this.#go(to, { begins, end, until: now })
    this.at = now
  }

  stayUntil(until: number): void {
    for (let at = this.at + FIX_MINUTES * MINUTE; at < until; at += FIX_MINUTES * MINUTE) this.#note(this.#spot, at, 0)
    this.at = Math.max(this.at, until)
  }

  #go(to: Spot, { begins, end, until }: { begins: number; end: number; until: number }): void {
    const from = this.#spot
    const bend = (this.#draws.next() - 0.5) * 2 * BEND
    const speed = (km(from, to) / Math.max(1, end - begins)) * 3_600_000
    for (let at = begins + FIX_MINUTES * MINUTE; at < until; at += FIX_MINUTES * MINUTE)
      this.#note(between(from, to, { share: (at - begins) / (end - begins), bend }), at, speed)
    this.#note(
      between(from, to, { share: (until - begins) / Math.max(1, end - begins), bend }),
      until,
      until < end ? speed : 0,
    )
  }

  #note({ latitude, longitude }: Spot, at: number, speed: number): void {
    const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5
    this.fixes.push({
      at: Math.round(at),
      latitude: round(latitude),
      longitude: round(longitude),
      speed_kmh: Math.round(speed * 1.3),
    })
  }
}

/** A bow beside the straight line, ending on it. */
function between(from: Spot, to: Spot, { share, bend }: { share: number; bend: number }): Spot {
  const aside = Math.sin(Math.PI * Math.min(1, Math.max(0, share))) * bend
  const [north, east] = [to.latitude - from.latitude, to.longitude - from.longitude]
  return {
    latitude: from.latitude + north * share - east * aside,
    longitude: from.longitude + east * share + north * aside,
  }
}
