/** Customers and the people in them. */
import { z } from 'zod'
import { BUYING_ROLES, CHANNELS } from './imports.ts'
import { Code, Country, Currency, Language, Text } from './values.ts'

export const Customer = z.object({
  customer_id: Code,
  name: Text,
  segment_id: Code.nullish(),
  country: Country.nullish(),
  language: Language.nullish(),
  currency: Currency.nullish(),
  /** Null: the segment's definition of on time and in full, else the company's. */
  definition_id: Code.nullish(),
})
export type Customer = z.infer<typeof Customer>

export const Contact = z.object({
  contact_id: Code,
  customer_id: Code,
  name: Text,
  buying_role: z.enum(BUYING_ROLES).nullish(),
  language: Language.nullish(),
  email: z.email().max(254).nullish(),
  phone: z
    .string()
    .regex(/^\+?[\d ()/.-]{4,30}$/, 'must be a telephone number')
    .nullish(),
  channel: z.enum(CHANNELS).nullish(),
})
export type Contact = z.infer<typeof Contact>
