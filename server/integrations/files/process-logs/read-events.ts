/** What a reader makes of a foreign log, and what it could not use. */
import { isSuspect } from './log-time.ts'

export interface ReadEvent {
  readonly caseId: string
  readonly activity: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  /** `start`, `complete` and others, where the log tells begin and end apart. */
  readonly transition: string | null
  readonly resource: string | null
}

export type LeftOut = 'no_activity' | 'no_case' | 'no_time'

const EXAMPLES_MAX = 5

/** Nothing is left out silently: each kind is counted, with the first few as examples. */
export class ReadProblems {
  readonly leftOut: Partial<Record<LeftOut, number>> = {}
  /** Times without a zone, taken as UTC. */
  zoneless = 0
  /** Before 1990 or later than now: kept, and said. */
  suspect = 0
  readonly examples: string[] = []
  readonly #now: number

  constructor(now: number) {
    this.#now = now
  }

  leaveOut(why: LeftOut, example: string): void {
    this.leftOut[why] = (this.leftOut[why] ?? 0) + 1
    this.#example(`${why}: ${example}`)
  }

  look(at: number, example: string): void {
    if (!isSuspect(at, this.#now)) return
    this.suspect += 1
    this.#example(`suspect_time: ${example}`)
  }

  #example(text: string): void {
    if (this.examples.length < EXAMPLES_MAX) this.examples.push(text.slice(0, 200))
  }
}
