/** Walking through a payload by paths from its root; `[]` goes through a list. */

interface Step {
  readonly name: string
  readonly isList: boolean
}

const stepsOf = (path: string): Step[] =>
  path.split('.').map((one) => ({ name: one.replace(/\[\]$/, ''), isList: one.endsWith('[]') }))

/** One event of a payload, with every list gone through on the way to it standing at its own place. */
export interface Spot {
  readonly steps: readonly Step[]
  /** The value before the first step, behind the first, behind the second … */
  readonly values: readonly unknown[]
}

export function spotsAt(payload: unknown, path: string | undefined): Spot[] {
  const steps = path === undefined ? [] : stepsOf(path)
  let spots: Spot[] = [{ steps, values: [payload] }]
  for (const step of steps) {
    spots = spots.flatMap((spot) =>
      through(spot.values.at(-1), step).map((value) => ({ steps, values: [...spot.values, value] })),
    )
  }
  return spots
}

function through(value: unknown, { name, isList }: Step): unknown[] {
  const inner = name === '' ? value : at(value, name)
  if (!isList) return inner === undefined ? [] : [inner]
  return Array.isArray(inner) ? inner : []
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

/** What stands at a path, seen from an event: as far as the path shares the event's way, it is the same list's same member. */
export function textsAt({ steps, values }: Spot, path: string): string[] {
  const wanted = stepsOf(path)
  let shared = 0
  while (
    shared < steps.length &&
    shared < wanted.length &&
    steps[shared]!.name === wanted[shared]!.name &&
    steps[shared]!.isList === wanted[shared]!.isList
  )
    shared++
  const from = values[shared]
  if (typeof from !== 'object' || from === null) return textsFrom(from, wanted.slice(shared))
  const known = seen.get(from) ?? new Map<string, string[]>()
  seen.set(from, known)
  const texts = known.get(path) ?? textsFrom(from, wanted.slice(shared))
  known.set(path, texts)
  return texts
}

/** A list beside the events is the same for each of them: gone through anew for each, ten megabytes would take all day. */
const seen = new WeakMap<object, Map<string, string[]>>()

function textsFrom(value: unknown, steps: readonly Step[]): string[] {
  let found: unknown[] = [value]
  for (const step of steps) found = found.flatMap((one) => through(one, step))
  return found.map(textOf).filter((text) => text !== '')
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
