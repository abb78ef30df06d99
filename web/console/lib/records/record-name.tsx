import { useNames } from './use-names.ts'

/** The name of one record whose code a row tells. */
export function RecordName({ of, code }: { of: Parameters<typeof useNames>[0]; code: string | null | undefined }) {
  const nameOf = useNames(of, [code])
  return code ? nameOf(code) : null
}
