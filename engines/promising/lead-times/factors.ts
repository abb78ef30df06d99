/** Names of lanes, carriers, sellers … become small numbers, once. Everything after this file works on codes. */
import type { Lane } from './sample.ts'

type KeyOf = (lane: Lane) => string | null

const joined = (...parts: (string | null | undefined)[]) => parts.map((part) => part ?? '').join('\u0001')
const some = (...parts: (string | null | undefined)[]) => parts.some((part) => part !== null && part !== undefined)

/** Levels a lead time falls back along, coarse to fine; `all` stands above them and needs no key. */
export const LEVELS = ['service', 'country_pair', 'carrier_service', 'lane'] as const

const KEYS: readonly KeyOf[] = [
  ({ service }) => service ?? null,
  ({ originCountry: from, destinationCountry: to }) => (some(from, to) ? joined(from, to) : null),
  ({ carrier, service }) => (some(carrier) ? joined(carrier, service) : null),
  ({ origin, destination, carrier, service }) =>
    some(origin, destination) ? joined(origin, destination, carrier, service) : null,
  ({ origin }) => origin ?? null,
  ({ destination }) => destination ?? null,
  ({ segment }) => segment ?? null,
  ({ productGroup }) => productGroup ?? null,
  ({ preparer }) => preparer ?? null,
]
export const FACTORS = KEYS.length
export const DESTINATION = 5
export const SEGMENT = 6

/** One dictionary a factor. */
export type Dictionaries = readonly Map<string, number>[]

export const newDictionaries = (): Dictionaries => KEYS.map(() => new Map())

/** Writes the codes of a lane at `at`; a name never met before gets a new code. */
export function encode(dictionaries: Dictionaries, lane: Lane, codes: Int32Array, at: number): void {
  for (let f = 0; f < FACTORS; f++) {
    const key = KEYS[f]!(lane)
    const known = key === null ? -1 : dictionaries[f]!.get(key)
    codes[at + f] = known ?? dictionaries[f]!.size
    if (known === undefined) dictionaries[f]!.set(key!, codes[at + f]!)
  }
}

/** As `encode`, but a name never met before is not known: −1. */
export function lookUp(dictionaries: Dictionaries, lane: Lane, codes: Int32Array): void {
  for (let f = 0; f < FACTORS; f++) {
    const key = KEYS[f]!(lane)
    codes[f] = key === null ? -1 : (dictionaries[f]!.get(key) ?? -1)
  }
}
