/** Carriers and their services. */
import { z } from 'zod'
import { MODES } from './imports.ts'
import { CalendarException, Openings } from './locations.ts'
import { Code, Country, Text, Zone } from './values.ts'

export const CarrierService = z.object({ service: Code, mode: z.enum(MODES).nullish() })

export const Carrier = z.object({
  carrier_id: Code,
  name: Text,
  /** Where its calendar belongs; the days it moves are its openings, Monday to Friday where absent. */
  country: Country.nullish(),
  zone: Zone.nullish(),
  openings: Openings.nullish(),
  exceptions: z.array(CalendarException).max(1000).default([]),
  services: z.array(CarrierService).max(100).default([]),
})
export type Carrier = z.infer<typeof Carrier>
