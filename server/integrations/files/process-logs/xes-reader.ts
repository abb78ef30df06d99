/**
 * XES (IEEE 1849), as it streams by: of each trace its name, of each event activity, time, transition and resource. Attributes
 * inside attributes, globals and classifiers say nothing of what happened and are passed over.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refusal } from '../../../../contract/refusals.ts'
import { readLogTime } from './log-time.ts'
import type { ReadEvent, ReadProblems } from './read-events.ts'

const ATTRIBUTES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])
const DEPTH_MAX = 60

export class XesReader {
  readonly events: ReadEvent[] = []
  readonly problems: ReadProblems
  readonly #parser = new SaxesParser({ position: true })
  readonly #path: string[] = []
  #trace = ''
  #traces = 0
  #event: Record<string, string> = {}

  constructor(problems: ReadProblems) {
    this.problems = problems
    this.#parser.on('error', (error) => {
      throw new Refusal('unsupported_file', { reason: 'not_xes', value: error.message.slice(0, 200) })
    })
    this.#parser.on('doctype', (declared) => {
      if (declared.includes('[')) throw new Refusal('unsupported_file', { reason: 'not_xes', value: 'DOCTYPE' })
    })
    this.#parser.on('opentag', (tag) => this.#open(tag as SaxesTagPlain))
    this.#parser.on('closetag', () => this.#close())
  }

  write(text: string): void {
    this.#parser.write(text)
  }

  /** Refuses a document without a log in it. */
  end(): void {
    this.#parser.close()
    if (this.#traces === 0) throw new Refusal('unsupported_file', { reason: 'no_cases' })
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    if (this.#path.length > DEPTH_MAX) throw new Refusal('unsupported_file', { reason: 'too_deep' })
    if (name === 'trace') {
      this.#traces += 1
      this.#trace = `trace ${this.#traces}`
    } else if (name === 'event') this.#event = {}
    else if (ATTRIBUTES.has(name) && attributes.key) {
      if (parent === 'event') this.#event[attributes.key] = attributes.value ?? ''
      else if (parent === 'trace' && attributes.key === 'concept:name') this.#trace = attributes.value ?? this.#trace
    }
  }

  #close(): void {
    if (this.#path.pop() === 'event') this.#keep()
  }

  #keep(): void {
    const { 'concept:name': activity, 'time:timestamp': written = '' } = this.#event
    const time = readLogTime(written)
    if (!activity || !time) {
      this.problems.leaveOut(activity ? 'no_time' : 'no_activity', `${this.#trace}: ${written || activity || ''}`)
      return
    }
    if (time.isZoneless) this.problems.zoneless += 1
    this.problems.look(time.at, `${this.#trace}: ${activity} ${written}`)
    this.events.push({
      caseId: this.#trace,
      activity,
      at: time.at,
      transition: this.#event['lifecycle:transition']?.toLowerCase() ?? null,
      resource: this.#event['org:resource'] ?? null,
    })
  }
}
