/** A foretold arrival in words: "about 14:20, between 14:05 and 14:40; last heard of at 13:50", on the clock of the place, which is named where it is not the reader's. */
import { useTranslation } from 'react-i18next'
import type { LiveArrival } from '../../../contract/vehicles.ts'
import { useFormats } from '../../ui/format/use-formats.ts'

export function useArrivalText() {
  const { t } = useTranslation('vehicles')
  const formats = useFormats()
  return ({ low, mid, high, heard_at }: LiveArrival, zone?: string | null) => {
    const note = zone && zone !== formats.readerZone ? ` (${formats.zoneName(zone)})` : ''
    const time = (at: string) => formats.time(at, zone ?? undefined)
    return `${t('arrival', { at: time(mid), from: time(low), to: time(high), heard: time(heard_at) })}${note}`
  }
}
