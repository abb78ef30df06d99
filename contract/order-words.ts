/** Words of order lines and of the rhythm of recurring orders. */
export const LINE_KINDS = ['goods', 'service'] as const

/** Where the place is closed on a day of the rhythm: the open day before it, the one after it, or none. */
export const CLOSED_DAY_RULES = ['before', 'after', 'skip'] as const
