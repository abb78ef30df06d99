/** Brings the focus to a field by its name, also to one that is only drawn with the next change. */
import { type RefCallback, useEffect, useRef, useState } from 'react'

export function useReach(first: string | null) {
  const fields = useRef(new Map<string, HTMLInputElement>())
  const [wanted, setWanted] = useState<string | null>(first)
  useEffect(() => {
    if (wanted === null) return
    fields.current.get(wanted)?.focus()
    setWanted(null)
  }, [wanted])
  const field =
    (name: string): RefCallback<HTMLInputElement> =>
    (element) => {
      if (element) fields.current.set(name, element)
      else fields.current.delete(name)
    }
  return { field, reach: setWanted }
}
