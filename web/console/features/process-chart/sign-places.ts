/** Where the figures of arrows stand: on their arrow, clear of boxes and of one another as far as there is room. */

export type Place = readonly [x: number, y: number]
type Points = readonly Place[]
interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
interface Signed {
  readonly id: string
  readonly points: Points
  readonly width: number
  readonly height: number
}

/** Along a stretch: its middle first, then further and further from it. */
const ALONG = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9]
const GAP = 2

export function signPlaces(arrows: readonly Signed[], boxes: readonly Box[]): Map<string, Place> {
  const taken: Box[] = [...boxes]
  const found = new Map<string, Place>()
  for (const { id, points, width, height } of arrows) {
    const around = ([x, y]: Place): Box => ({ x: x - width / 2, y: y - height / 2, width, height })
    const places = placesOn(points)
    // Where everything is crowded the middle of the longest stretch has to do.
    const place = places.find((one) => !taken.some((box) => meet(around(one), box))) ?? places[0]
    if (!place) continue
    found.set(id, place)
    taken.push(around(place))
  }
  return found
}

/** The longest straight stretch first. */
function placesOn(points: Points): Place[] {
  const stretches = points
    .slice(1)
    .map(([x2, y2], at) => {
      const [x1, y1] = points[at]!
      return { x1, y1, x2, y2, length: Math.abs(x2 - x1) + Math.abs(y2 - y1) }
    })
    .toSorted((one, other) => other.length - one.length)
  const on = stretches.flatMap(({ x1, y1, x2, y2 }) =>
    ALONG.map((share): Place => [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share]),
  )
  return on.length > 0 ? on : points.slice(0, 1)
}

const meet = (one: Box, other: Box) =>
  one.x < other.x + other.width + GAP &&
  other.x < one.x + one.width + GAP &&
  one.y < other.y + other.height + GAP &&
  other.y < one.y + one.height + GAP
