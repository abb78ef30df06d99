/** Asks again for what a page shows as soon as the server says that it has changed; a page nobody looks at keeps no line open. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** `path` of server-sent events; `key` of the queries to ask again. */
export function useChanges(path: string, key: readonly unknown[]): void {
  const queries = useQueryClient()
  const name = JSON.stringify(key)
  useEffect(() => {
    let source: EventSource | undefined
    let wasHidden = false
    const askAgain = () => void queries.invalidateQueries({ queryKey: JSON.parse(name) as unknown[] })
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
      source?.close()
    }
  }, [path, name, queries])
}
