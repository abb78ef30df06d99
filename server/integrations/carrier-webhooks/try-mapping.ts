/** What a mapping makes of a sample, for whoever writes it. */
import type { z } from 'zod'
import type { MappingTrial, MappingTrialResult } from '../../../contract/tracking-mapping.ts'
import { readPayload } from './read-payload.ts'

const EVENTS_SHOWN = 200

export function tryMapping({
  mapping,
  zone,
  sample,
}: z.output<typeof MappingTrial>): z.output<typeof MappingTrialResult> {
  const { events, problems } = readPayload(sample, mapping, null)
  return {
    events: events.slice(0, EVENTS_SHOWN).map((one) => ({
      shipments: [...one.shipments],
      orders: [...one.orders],
      code: one.code,
      // A payload never depends on whose door it is: a mapping names one step for each code.
      step: String(one.step),
      lifecycle: one.lifecycle,
      at: one.at,
      local_time: one.localTime,
      day: one.day,
      zone: one.zone ?? (one.localTime === null ? null : (zone ?? null)),
      place: one.place,
      reason: one.reason,
    })),
    problems: [...problems],
    unmapped: [...new Set(events.filter(({ step }) => step === 'unmapped').map(({ code }) => code))],
  }
}
