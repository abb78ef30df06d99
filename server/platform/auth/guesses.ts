/**
 * Limits guessing of keys and sessions from one address. Counted are different wrong ones: an office whose sessions ended over
 * night asks with the same few again and again, and guesses nothing.
 *
 * Two bounds. Above the first a wrong one is answered `too_many_requests` instead of `not_signed_in`. Above the second nothing
 * new is looked up for that address any more; keys and sessions that were right a while ago go on, whoever guesses beside them.
 *
 * Kept in memory, by process: what is guessed at has 256 bits, so this spares the database; it is not what keeps the door shut.
 */
import { createHash } from 'node:crypto'

export interface GuessLimits {
  readonly wrongMax: number
  readonly lookedUpMax: number
  readonly windowMs: number
}
const LIMITS: GuessLimits = { wrongMax: 50, lookedUpMax: 250, windowMs: 15 * 60_000 }
const ADDRESSES_MAX = 5_000
const RIGHT_MAX = 20_000

export interface Guesses {
  /** Seconds to wait before it is looked up at all; 0: now. */
  waitFor(address: string, secret: string): number
  noteRight(secret: string): void
  /** Seconds to wait where too many were wrong; 0: say that it is wrong. */
  noteWrong(address: string, secret: string): number
}

interface Wrong {
  readonly since: number
  readonly seen: Set<number>
}

export function limitGuesses(now: () => number, limits: GuessLimits = LIMITS): Guesses {
  const wrong = new Map<string, Wrong>()
  const right = new Set<number>()
  const at = (address: string): Wrong | null => {
    const found = wrong.get(networkOf(address))
    return found && now() - found.since < limits.windowMs ? found : null
  }
  const secondsLeft = ({ since }: Wrong) => Math.max(1, Math.ceil((since + limits.windowMs - now()) / 1000))
  return {
    waitFor(address, secret) {
      const found = at(address)
      return found && found.seen.size >= limits.lookedUpMax && !right.has(digest(secret)) ? secondsLeft(found) : 0
    },
    noteRight(secret) {
      if (right.size >= RIGHT_MAX) right.clear()
      right.add(digest(secret))
    },
    noteWrong(address, secret) {
      right.delete(digest(secret))
      const found = at(address) ?? { since: now(), seen: new Set<number>() }
      found.seen.add(digest(secret))
      // Set anew, so that the address heard of longest ago goes first.
      wrong.delete(networkOf(address))
      if (wrong.size >= ADDRESSES_MAX) wrong.delete(wrong.keys().next().value!)
      wrong.set(networkOf(address), found)
      return found.seen.size > limits.wrongMax ? secondsLeft(found) : 0
    },
  }
}

/** Six bytes: small enough to keep many, large enough that two secrets are hardly ever taken for one. */
const digest = (secret: string): number => createHash('sha256').update(secret).digest().readUIntBE(0, 6)

/** Of the newer kind of address one household or office has 2^64. */
const networkOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? expanded(address).slice(0, 4).join(':') : address

function expanded(address: string): string[] {
  const [before = '', after] = address.split('::')
  const [head, tail] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const zeros = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  return [...head, ...Array<string>(zeros).fill('0'), ...tail]
}
