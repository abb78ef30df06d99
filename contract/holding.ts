/** Where a dated record stands on a day: it holds, waits behind another that comes first, is still to come, or is over. */
export const HOLDING = ['today', 'behind', 'coming', 'past'] as const
export type Holding = (typeof HOLDING)[number]
