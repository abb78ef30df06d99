/** What a lane or a slot must lead to so that it reaches a destination. */

export interface Destination {
  readonly location_id: string
  /** Null: not known; then only what leads to the location itself reaches it. */
  readonly country: string | null
  readonly postal_code: string | null
}

/** The longest beginning of a postal code that a lane or slot may name. */
const PREFIX_MAX = 10

/** Itself as "@code", its country, and its country with any beginning of its postal code: "RO", "RO7", "RO70" … */
export function destinationKeys({ location_id, country, postal_code }: Destination): string[] {
  const keys = [`@${location_id}`]
  if (country === null) return keys
  const code = (postal_code ?? '').toUpperCase().replace(/\s/g, '').slice(0, PREFIX_MAX)
  for (let length = 0; length <= code.length; length++) keys.push(country + code.slice(0, length))
  return keys
}
