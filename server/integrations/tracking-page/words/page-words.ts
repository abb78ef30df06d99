/** What the public page needs to say in a language. */

/** What a receiver understands of a shipment's milestones: fewer and plainer. */
export const PUBLIC_STEPS = [
  'prepared',
  'left',
  'on_the_way',
  'customs',
  'appointment',
  'out',
  'collect',
  'attempt',
  'delivered',
  'refused',
  'returned',
  'cancelled',
  'delayed',
  'damaged',
  'lost',
  'address',
] as const
export type PublicStep = (typeof PUBLIC_STEPS)[number]

export interface PageWords {
  readonly steps: Readonly<Record<PublicStep, string>>
  /** The four steps of the bar. */
  readonly bar: { readonly prepared: string; readonly way: string; readonly out: string; readonly delivered: string }
  readonly waiting: string
  readonly title: string
  readonly order: string
  readonly expected: string
  /** With `{at}`. */
  readonly about: string
  /** With `{from}` and `{to}`: hours or days. */
  readonly between: string
  readonly nextStop: string
  /** With `{stops}`. */
  readonly stopsBefore: string
  readonly promised: string
  readonly deliveredOn: string
  readonly late: string
  readonly silent: string
  readonly carrier: string
  readonly tracking: string
  readonly fromTo: string
  readonly history: string
  readonly nothing: string
  readonly done: string
  readonly now: string
  readonly next: string
  readonly details: string
  readonly detailsWhy: string
  readonly postcode: string
  readonly show: string
  readonly wrong: string
  readonly closed: string
  readonly goods: string
  readonly address: string
  readonly takenBy: string
  readonly asOf: string
  readonly questions: string
  readonly gone: string
  readonly goneWhy: string
  readonly tooMany: string
  /** More bytes than a form may have; no form; an error of ours. */
  readonly tooLong: string
  readonly noForm: string
  readonly failed: string
}
