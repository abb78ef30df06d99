/**
 * Which goods go first. FEFO: the lot that expires earliest, among those that will still be good long enough when they
 * arrive; then those received first; then the smallest remainder, so that bins become empty. Goods that do not expire
 * come after those that do. Recalled lots never go.
 */
export interface Candidate {
  readonly bin: string
  readonly lot_id: string
  readonly serial: string
  /** What is not set aside for anybody. */
  readonly free: number
  readonly received_on: string | null
  readonly produced_on: string | null
  readonly expires_on: string | null
  readonly is_recalled: boolean
}

/** How good goods must still be for this customer on the day they arrive; the stricter of the two counts. */
export interface ShelfLife {
  readonly arrivesOn: string
  readonly daysLeft?: number
  /** Of the whole life from production to expiry, 0 to 1. Lots without a production day pass. */
  readonly shareLeft?: number
}

export interface Chosen {
  readonly bin: string
  readonly lot_id: string
  readonly serial: string
  readonly quantity: number
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** Example: 20 days of life left on arrival are not enough for a customer who asks for a third of 90. */
export function isGoodFor(candidate: Candidate, shelfLife: ShelfLife | null): boolean {
  if (candidate.is_recalled) return false
  if (!shelfLife || candidate.expires_on === null) return true
  const left = daysBetween(shelfLife.arrivesOn, candidate.expires_on)
  const life = candidate.produced_on === null ? null : daysBetween(candidate.produced_on, candidate.expires_on)
  const least = life === null ? 0 : Math.ceil(life * (shelfLife.shareLeft ?? 0))
  return left >= Math.max(0, shelfLife.daysLeft ?? 0, least)
}

/** Picks up to `quantity`; less comes back when less is good. Quantities are thousandths. */
export function chooseStock(
  candidates: readonly Candidate[],
  quantity: number,
  shelfLife: ShelfLife | null = null,
): Chosen[] {
  const chosen: Chosen[] = []
  let left = quantity
  for (const { bin, lot_id, serial, free } of candidates.filter((one) => isGoodFor(one, shelfLife)).sort(firstOut)) {
    if (left <= 0) break
    const taken = Math.min(free, left)
    if (taken <= 0) continue
    chosen.push({ bin, lot_id, serial, quantity: taken })
    left -= taken
  }
  return chosen
}

/** Takes what was chosen off the list, so that the next line does not choose it again. */
export function takeFrom(lying: Candidate[], chosen: readonly Chosen[]): void {
  for (const { bin, lot_id, serial, quantity } of chosen) {
    const at = lying.findIndex((one) => one.bin === bin && one.lot_id === lot_id && one.serial === serial)
    lying[at] = { ...lying[at]!, free: lying[at]!.free - quantity }
  }
}

const LAST = '9999-12-31'

function firstOut(a: Candidate, b: Candidate): number {
  return (
    compare(a.expires_on ?? LAST, b.expires_on ?? LAST) ||
    compare(a.received_on ?? LAST, b.received_on ?? LAST) ||
    a.free - b.free ||
    compare(`${a.bin} ${a.lot_id} ${a.serial}`, `${b.bin} ${b.lot_id} ${b.serial}`)
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
