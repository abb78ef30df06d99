/** The words that come with the program, by language. */
import type { z } from 'zod'
import type { Language } from '../../../../contract/values.ts'
import { en } from './en.ts'
import { hy } from './hy.ts'
import type { LanguageWords } from './language-words.ts'
import { ro } from './ro.ts'
import { ru } from './ru.ts'
import { zhTW } from './zh-tw.ts'

export type LanguageCode = z.infer<typeof Language>
export const WORDS: Readonly<Record<LanguageCode, LanguageWords>> = { en, ro, ru, hy, 'zh-TW': zhTW }
