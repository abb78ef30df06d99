/** What the day asks for: lines past due and not delivered, lines due now and next, and how the last week went. */
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Lines, Scorecard } from '../../../../contract/scorecard.ts'
import { call } from '../../../ui/http.ts'

/** What we promise now, whoever moved it: the date the customer waits for. */
const BASIS = 'current_promised'
const SHOWN = 200
const EVERY_MINUTE = 60_000

type Page = z.infer<typeof Lines>
export type DayLine = Page['rows'][number]

const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const daysAround = (today: string) => ({
  today,
  yesterday: shifted(today, -1),
  tomorrow: shifted(today, 1),
  weekAgo: shifted(today, -7),
})

export const useDueOn = (day: string) =>
  useQuery({
    queryKey: ['scorecard', 'today', day],
    queryFn: ({ signal }) =>
      call<Page>('/api/v1/scorecard/lines', { query: { basis: BASIS, from: day, to: day, limit: SHOWN }, signal }),
    refetchInterval: EVERY_MINUTE,
  })

export const useWeek = (today: string) => {
  const { weekAgo, yesterday } = daysAround(today)
  const query = { from: weekAgo, to: yesterday }
  return useQuery({
    queryKey: ['scorecard', query],
    queryFn: ({ signal }) => call<Scorecard>('/api/v1/scorecard', { query, signal }),
  })
}

/** A line that is due but for which nothing has come yet. */
export const isOpen = (line: DayLine): boolean =>
  (line.otif === 'not_due' || line.timing === 'missing') && line.rights.quantity !== 'pass'
