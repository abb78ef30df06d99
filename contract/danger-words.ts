/** The words of dangers, without schemas: screens load them too. */

/** Promised longer ago than this and still open: no longer saved today, but found out about. */
export const LONG_OVERDUE_DAYS = 14

/**
 * Words for harm, in late days of a usual line, each from so much on: less than a day is light, three days serious, ten days
 * are as bad as a week and a half of delay. [ours]
 */
export const HARM_FROM = { light: 0, noticeable: 1, serious: 3, grave: 10 } as const
const HARM_WORDS = ['light', 'noticeable', 'serious', 'grave'] as const
type HarmWord = (typeof HARM_WORDS)[number]
export const harmWord = (harm: number): HarmWord => HARM_WORDS.findLast((word) => harm >= HARM_FROM[word]) ?? 'light'
