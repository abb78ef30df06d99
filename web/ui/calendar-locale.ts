/** The names the date library knows our languages by; importing them registers them. */
import 'dayjs/locale/hy-am.js'
import 'dayjs/locale/ro.js'
import 'dayjs/locale/ru.js'
import 'dayjs/locale/zh-tw.js'

const NAMES: Record<string, string> = { hy: 'hy-am', 'zh-TW': 'zh-tw' }

export const calendarLocale = (language: string): string => NAMES[language] ?? language
