/** A stored quote as it is answered later: an open one past its time has expired. */
import type { z } from 'zod'
import type { Quote } from '../../../contract/quotes.ts'
import type { StoredQuote } from '../../modules/promises/index.ts'

export function storedAnswer(quote: StoredQuote & { made_at: Date }, now: Date): z.infer<typeof Quote> {
  const { basis: _basis, supply_states: _states, kept_percent: _kept, subject_version: _version, ...more } = quote
  const { concessions: _concessions, ...rest } = more
  const hasExpired = quote.state === 'open' && now > quote.expires_at
  return {
    ...rest,
    wish: { lines: [...quote.wish.lines] },
    offers: [...quote.offers],
    made_at: quote.made_at.toISOString(),
    expires_at: quote.expires_at.toISOString(),
    state: hasExpired ? 'expired' : (quote.state as 'open' | 'taken' | 'declined'),
    obstacles: [],
    requirements: [],
    kept: [],
    minimum: null,
    quantities: [],
    held_back: [],
    market: [],
  }
}
