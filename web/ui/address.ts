/** Filters live in the address, so that any view can be sent to a colleague. An empty value leaves the address. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

export type Filters = Readonly<Record<string, string | undefined>>

export function useAddress(): [filters: Filters, change: (changes: Filters) => void] {
  const [search, setSearch] = useSearchParams()
  const filters = useMemo<Filters>(() => Object.fromEntries(search), [search])
  const change = useCallback(
    (changes: Filters) => setSearch((current) => changedSearch(current, changes), { replace: true }),
    [setSearch],
  )
  return [filters, change]
}

export function changedSearch(current: URLSearchParams, changes: Filters): URLSearchParams {
  const next = new URLSearchParams(current)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
  }
  return next
}
