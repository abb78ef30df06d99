/** The scorecard's questions and their answers. The questions are exactly the filters in the address. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { Groups, Lines, Scorecard } from '../../../../contract/scorecard.ts'
import { type Filters, useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call, type Query } from '../../../ui/http.ts'
import { type Period, type PeriodName, periodFrom } from '../../../ui/period.ts'

/** What may be asked beside segment and site; several at once while their lines are few. */
export const DIMENSIONS = ['customer_id', 'product_group', 'lane', 'carrier_id'] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const BREAKDOWNS = ['segment', 'site', 'customer', 'product_group', 'lane', 'carrier'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]

export type Question = Query & { basis: string; from: string; to: string }

export type Asked = {
  question: Question
  period: Period & { name: PeriodName | undefined }
  filters: Filters
  change: (changes: Filters) => void
  /** The address of the lines behind a figure, with the same filters and some more. */
  linesTo: (more: Query) => string
}

const KEPT = ['segment_id', 'site_id', ...DIMENSIONS] as const

export function useAsked(): Asked {
  const formats = useFormats()
  const [filters, change] = useAddress()
  const period = periodFrom(filters, formats.dayAt(new Date()), 'last_90_days')
  const question: Question = {
    basis: filters.basis ?? 'first_promised',
    from: period.from,
    to: period.to,
    ...Object.fromEntries(KEPT.map((name) => [name, filters[name]])),
  }
  return {
    question,
    period,
    filters,
    change,
    linesTo: (more) => addressOf('/scorecard/lines', { ...question, ...more }),
  }
}

export const useScorecard = (question: Question) =>
  useQuery({
    queryKey: ['scorecard', question],
    queryFn: ({ signal }) => call<Scorecard>('/api/v1/scorecard', { query: question, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export type GroupRows = z.infer<typeof Groups>

export const useTrend = (question: Question, by: 'day' | 'week' | 'month') =>
  useQuery({
    queryKey: ['scorecard', 'trend', by, question],
    queryFn: ({ signal }) => call<GroupRows>('/api/v1/scorecard/trend', { query: { ...question, by }, signal }),
    placeholderData: keepPreviousData,
  })

export const useBreakdown = (question: Question, by: Breakdown) =>
  useQuery({
    queryKey: ['scorecard', 'breakdown', by, question],
    queryFn: ({ signal }) => call<GroupRows>('/api/v1/scorecard/breakdown', { query: { ...question, by }, signal }),
    placeholderData: keepPreviousData,
  })

export type LinesPage = z.infer<typeof Lines>

export function useLines(query: Query) {
  const pages = useInfiniteQuery({
    queryKey: ['scorecard', 'lines', query],
    queryFn: ({ pageParam, signal }) =>
      call<LinesPage>('/api/v1/scorecard/lines', { query: { ...query, limit: 200, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  })
  return {
    pages,
    rows: useMemo(() => pages.data?.pages.flatMap((page) => page.rows) ?? [], [pages.data]),
    total: pages.data?.pages[0]?.total ?? undefined,
  }
}
