/** Carriers and their services. */
import { z } from 'zod'
import { MODES } from './imports.ts'
import { Code, Text } from './values.ts'

export const CarrierService = z.object({ service: Code, mode: z.enum(MODES).nullish() })

export const Carrier = z.object({
  carrier_id: Code,
  name: Text,
  services: z.array(CarrierService).max(100).default([]),
})
export type Carrier = z.infer<typeof Carrier>
