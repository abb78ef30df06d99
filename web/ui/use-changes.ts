/** Asks again for what a page shows as soon as the server says that it has changed; a page nobody looks at keeps no line open. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/**
 * `path` of server-sent events; `key` of the queries to ask again. What changes all the time is asked again only so often:
 * `restMs` after the last answer, and then with everything that came meanwhile.
 */
export function useChanges(path: string, key: readonly unknown[], restMs = 0): void {
  const queries = useQueryClient()
  const name = JSON.stringify(key)
  useEffect(() => {
    let source: EventSource | undefined
    let wasHidden = false
    let rest: ReturnType<typeof setTimeout> | undefined
    let isOwed = false
    const askAgain = () => {
      if (rest !== undefined) {
        isOwed = true
        return
      }
      isOwed = false
      void queries.invalidateQueries({ queryKey: JSON.parse(name) as unknown[] })
      if (restMs > 0)
        rest = setTimeout(() => {
          rest = undefined
          if (isOwed) askAgain()
        }, restMs)
    }
    const follow = () => {
      source?.close()
      source = undefined
      if (document.hidden) {
        wasHidden = true
        return
      }
      if (wasHidden) askAgain()
      wasHidden = false
      source = new EventSource(path)
      source.addEventListener('changed', askAgain)
    }
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      clearTimeout(rest)
      source?.close()
    }
  }, [path, name, restMs, queries])
}
