/** A list's filter by one record of another; it stands in the address under its name. */
import { useAddress } from '../../../ui/address.ts'
import { Lookup, type LookupFrom } from './lookup.tsx'

interface LookupFilterProps {
  readonly name: string
  readonly label: string
  readonly from: LookupFrom
  readonly width?: number
}

export function LookupFilter({ name, label, from, width = 220 }: LookupFilterProps) {
  const [filters, change] = useAddress()
  return (
    <Lookup
      label={label}
      isLabelHidden
      from={from}
      value={filters[name] ?? null}
      onChange={(value) => change({ [name]: value ?? undefined })}
      width={width}
    />
  )
}
