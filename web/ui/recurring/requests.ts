/** The requests behind one order that repeats, the same for staff and in the portal. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../http.ts'
import type { RepeatDay } from '../repeat-days.tsx'
import type { ClosedDayRule } from '../repeat-fields.tsx'

export type RepeatLine = { line_number: number; kind: 'goods' | 'service'; product_id: string; quantity: number }
export type RepeatTerms = {
  valid_from: string
  location_id: string
  weekdays?: readonly string[] | null | undefined
  every_weeks?: number | null | undefined
  every_days?: number | null | undefined
  closed_day_rule: ClosedDayRule
  lines: RepeatLine[]
}
export type Repeating = {
  recurring_id: string
  name: string
  starts_on: string
  ends_on?: string | null | undefined
  horizon_days: number
  terms: RepeatTerms[]
  /** By code: of what comes, of the places it goes to, and of those it could go to. */
  product_names: Record<string, string>
  places: { location_id: string; name: string }[]
}
export type RepeatOccurrence = RepeatDay & { lines: RepeatLine[]; order_id: string | null }

/** Where the order is found, and what else changes with it. */
export type RepeatSource = { path: string; alsoChanges: readonly string[] }

export const useRepeating = ({ path }: RepeatSource) =>
  useQuery({ queryKey: ['recurring', path], queryFn: ({ signal }) => call<Repeating>(path, { signal }) })

export const useOccurrences = ({ path }: RepeatSource, from: string, to: string) =>
  useQuery({
    queryKey: ['recurring', path, 'days', from, to],
    queryFn: ({ signal }) => call<{ rows: RepeatOccurrence[] }>(`${path}/occurrences`, { query: { from, to }, signal }),
  })

function useWrite<Wish>({ alsoChanges }: RepeatSource, write: (wish: Wish) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all(['recurring', ...alsoChanges].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}

export type TermsChange = { from: string; ends_on?: string } & Partial<Omit<RepeatTerms, 'valid_from'>>
export const useChangeTerms = (source: RepeatSource) =>
  useWrite(source, (change: TermsChange) => call(`${source.path}/changes`, { method: 'POST', body: change }))

type Wish = { decision: 'skip' | 'restore' | 'change'; deliver_on?: string; lines?: RepeatLine[] }
export const useDecide = (source: RepeatSource) =>
  useWrite(source, ({ day, wish }: { day: string; wish: Wish }) =>
    call(`${source.path}/occurrences/${day}`, { method: 'POST', body: wish }),
  )

export const useOrderDay = (source: RepeatSource) =>
  useWrite(source, ({ day, acceptOtherDay }: { day: string; acceptOtherDay: boolean }) =>
    call(`${source.path}/occurrences/${day}/order`, { method: 'POST', body: { accept_other_day: acceptOtherDay } }),
  )
