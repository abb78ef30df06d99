/** What a page for people says where a request could not be served: the address is there, so it does not say that it is not. */

export type FailedAs = 'tooMany' | 'tooLong' | 'noForm' | 'failed'

const FAILURES: Readonly<Record<number, FailedAs>> = { 413: 'tooLong', 415: 'noForm', 429: 'tooMany' }

/** Null: there is nothing at that address. */
export const failedAs = (status: number): FailedAs | null =>
  status === 404 ? null : (FAILURES[status] ?? (status >= 500 ? 'failed' : 'noForm'))
