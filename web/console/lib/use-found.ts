/** Searches a list that has come whole: every word of the address's `q` must stand somewhere in a row's texts. */
import { useAddress } from '../../ui/address.ts'

export function useFound<T>(rows: readonly T[], texts: (row: T) => readonly (string | null | undefined)[]): T[] {
  const [{ q = '' }] = useAddress()
  const words = q.toLocaleLowerCase().split(/\s+/)
  return rows.filter((row) => {
    const text = texts(row).join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
