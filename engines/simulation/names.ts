/** Names put together from syllables: companies, people and streets that do not exist. */
import type { Draws } from './draws.ts'

export type Language = 'en' | 'ro' | 'ru' | 'hy' | 'zh-TW'

interface Syllables {
  readonly given: readonly string[]
  readonly familyStart: readonly string[]
  readonly familyEnd: readonly string[]
  readonly between: string
  readonly givenFirst: boolean
}

const PEOPLE: Readonly<Record<Language, Syllables>> = {
  en: {
    given: ['Alden', 'Brena', 'Corin', 'Della', 'Edric', 'Fenna', 'Garth', 'Hesper', 'Ivor', 'Jessamy'],
    familyStart: ['Hart', 'Wend', 'Brook', 'Ash', 'Thorn', 'Kel', 'Mar', 'Sil'],
    familyEnd: ['well', 'mere', 'stead', 'combe', 'low', 'ridge', 'by'],
    between: ' ',
    givenFirst: true,
  },
  ro: {
    given: ['Anca', 'Bogdan', 'Corina', 'Doru', 'Elisaveta', 'Florin', 'Geta', 'Horia', 'Ilinca', 'Liviu'],
    familyStart: ['Vâl', 'Mur', 'Stej', 'Cor', 'Brăd', 'Lun', 'Păd', 'Rog'],
    familyEnd: ['ceanu', 'arescu', 'ineanu', 'oveanu', 'ăreanu', 'itescu'],
    between: ' ',
    givenFirst: true,
  },
  ru: {
    given: ['Арина', 'Богдан', 'Вера', 'Глеб', 'Дарья', 'Егор', 'Жанна', 'Захар', 'Инна', 'Кирилл'],
    familyStart: ['Бере', 'Луго', 'Сосно', 'Вере', 'Камы', 'Оси', 'Ряби', 'Поле'],
    familyEnd: ['зенко', 'венко', 'шенко', 'льник', 'тюк', 'вчук'],
    between: ' ',
    givenFirst: true,
  },
  hy: {
    given: ['Անի', 'Արմեն', 'Գոհար', 'Դավիթ', 'Լիլիթ', 'Հայկ', 'Մանե', 'Նարեկ', 'Սոնա', 'Տիգրան'],
    familyStart: ['Լեռ', 'Այգ', 'Քար', 'Գետ', 'Արև', 'Ձոր', 'Սար', 'Վարդ'],
    familyEnd: ['ունյան', 'եցյան', 'ակյան', 'ինյան', 'ուցյան'],
    between: ' ',
    givenFirst: true,
  },
  'zh-TW': {
    given: ['安晴', '柏霖', '佳澄', '冠宇', '品妤', '書瑋', '宜璇', '哲勳', '苡甄', '睿恩'],
    familyStart: ['林', '鄭', '謝', '曾', '葉', '蘇', '莊', '溫'],
    familyEnd: [''],
    between: '',
    givenFirst: false,
  },
}

export function personName(draws: Draws, language: Language): string {
  const parts = PEOPLE[language]
  const family = draws.pick(parts.familyStart) + draws.pick(parts.familyEnd)
  const given = draws.pick(parts.given)
  return parts.givenFirst ? `${given}${parts.between}${family}` : `${family}${parts.between}${given}`
}

const COMPANY_START = [
  'Bel',
  'Dor',
  'Fal',
  'Gor',
  'Kal',
  'Lum',
  'Mer',
  'Nor',
  'Ost',
  'Pel',
  'Ral',
  'Sor',
  'Tel',
  'Var',
  'Zim',
]
const COMPANY_MIDDLE = ['a', 'e', 'i', 'o', 'ava', 'eno', 'ido', 'uri']
const COMPANY_END = ['dan', 'lix', 'mont', 'nar', 'ris', 'sta', 'tek', 'vin', 'zor']
const COMPANY_TRADE: Readonly<Record<string, readonly string[]>> = {
  MANUFACTURING: ['Works', 'Mechanica', 'Textil', 'Components'],
  HOSPITALITY: ['Hotel', 'Bistro', 'Inn', 'Catering'],
  RETAIL: ['Market', 'Store', 'Shop', 'Magazin'],
  CONSTRUCTION: ['Construct', 'Build', 'Montaj'],
  PUBLIC: ['School', 'Hospital', 'Clinic'],
}

export function companyName(draws: Draws, segmentId: string): string {
  const stem = draws.pick(COMPANY_START) + draws.pick(COMPANY_MIDDLE) + draws.pick(COMPANY_END)
  return `${stem} ${draws.pick(COMPANY_TRADE[segmentId]!)}`
}

const STREET = ['Alder', 'Birch', 'Copper', 'Deer', 'Elm', 'Falcon', 'Garnet', 'Heron', 'Iris', 'Juniper']
export const streetName = (draws: Draws): string => `${draws.pick(STREET)} street ${draws.between(1, 140)}`
