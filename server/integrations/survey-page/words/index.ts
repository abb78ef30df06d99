/** The words of the survey page, by language. */
import type { PageLanguage } from '../../../platform/http/reader-language.ts'
import { en } from './en.ts'
import { hy } from './hy.ts'
import { ro } from './ro.ts'
import { ru } from './ru.ts'
import type { SurveyWords } from './survey-words.ts'
import { zhTW } from './zh-tw.ts'

export const SURVEY_WORDS: Readonly<Record<PageLanguage, SurveyWords>> = { en, ro, ru, hy, 'zh-TW': zhTW }
