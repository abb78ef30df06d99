/** The words of the public page, by language. */
import type { PageLanguage } from '../../../platform/http/reader-language.ts'
import { en } from './en.ts'
import { hy } from './hy.ts'
import type { PageWords } from './page-words.ts'
import { ro } from './ro.ts'
import { ru } from './ru.ts'
import { zhTW } from './zh-tw.ts'

export const PAGE_WORDS: Readonly<Record<PageLanguage, PageWords>> = { en, ro, ru, hy, 'zh-TW': zhTW }
