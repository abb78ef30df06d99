/** How the sample's people lean, and what they say: the figures that the stories of `sample-needs.ts` draw from. */

/** Weights beside each other; what is not named counts two. */
export type Leaning = Readonly<Record<string, number>>

export const ASKED: readonly string[] = [
  'reliability',
  'communication',
  'punctuality',
  'progress',
  'emergency',
  'condition',
  'attitude',
  'billing',
  'answers',
  'price',
  'speed',
  'availability',
]

/** Whoever receives goods wants them within the window and intact; whoever buys looks at the price too, and not first. */
export const ROLE_WEIGHTS: Readonly<Record<string, Leaning>> = {
  purchasing: {
    reliability: 20,
    availability: 18,
    price: 14,
    speed: 12,
    punctuality: 12,
    communication: 8,
    condition: 8,
  },
  production: { punctuality: 22, availability: 20, condition: 16, reliability: 14, emergency: 12, price: 4 },
  quality: { condition: 40, reliability: 10, attitude: 10, communication: 8, price: 2 },
  logistics: { punctuality: 34, condition: 26, progress: 12, reliability: 10, communication: 6, price: 2 },
  product_development: { communication: 18, speed: 18, condition: 14, answers: 14, price: 6 },
  finance: { billing: 42, price: 18, answers: 12 },
  end_user: { condition: 26, availability: 20, punctuality: 16, price: 6 },
}

/** What the company's own people believe all of them want. */
export const BELIEVED: Leaning = { price: 46, speed: 14, availability: 8, reliability: 8, billing: 5 }

/** How customers see the company, of seven. */
export const PERCEIVED: Leaning = {
  reliability: 4.9,
  communication: 5.1,
  punctuality: 4.2,
  progress: 4.9,
  emergency: 5.2,
  condition: 4.7,
  attitude: 5.4,
  billing: 5.7,
  answers: 5.3,
  price: 5.6,
  speed: 5.2,
  availability: 5.1,
}

/** How customers who know both see the competitor. */
export const RIVAL: Leaning = { punctuality: 5.3, condition: 5.2, price: 4.7 }

export const REQUIRED: Readonly<Record<string, readonly number[]>> = {
  punctuality: [98, 98, 99, 99, 100],
  condition: [98, 99, 99, 100],
  reliability: [95, 95, 98],
  billing: [95, 98, 98],
  answers: [90, 95, 95],
}

export const OWN_WORDS: readonly string[] = [
  'Come within the window. My dock has two hours for you, not a day.',
  'Dented drums are worse than late drums.',
  'Tell me before noon if the truck will not make it.',
  'Prețul e bine. Ora la care veniți, nu.',
  'Paleți întregi, vă rog.',
  'Приезжайте в согласованное время.',
  'Поддоны приходят помятыми второй раз за месяц.',
  'Եկեք պայմանավորված ժամին։',
  '請在約定時段送達,碼頭不能久等。',
  'Nothing to complain about, keep going.',
]

const answer = (question: string, words: string, meaning: string, elements: readonly string[]) => ({
  ...{ question, words, meaning, elements },
})

export const INTERVIEWS = [
  {
    role: 'logistics',
    answers: [
      answer('considers', 'Whether the truck is there when my crew is.', 'need', ['punctuality']),
      answer('matters_most', 'The window. After ten I have nobody to unload.', 'need', ['punctuality']),
      answer('not_tolerated', 'Broken pallets. I photograph each one by now.', 'deal_breaker', ['condition']),
      answer('do_others_meet', 'NordCargo calls if they are late, and they rarely are.', 'competitor', [
        'punctuality',
        'communication',
      ]),
    ],
  },
  {
    role: 'quality',
    answers: [
      answer('matters_most', 'That what arrives can go on the line at once.', 'need', ['condition']),
      answer('do_we_meet', 'Mostly. Two lots this spring had wet cartons.', 'complaint', ['condition']),
    ],
  },
  {
    role: 'purchasing',
    answers: [
      answer('considers', 'That it is in stock and that the date holds.', 'need', ['availability', 'reliability']),
      answer('buys_more', 'A morning window I can build a shift on.', 'lever', ['punctuality']),
      answer('judges_by', 'By how often the plant calls me.', 'need', ['reliability']),
    ],
  },
] as const

export const LEVERS = [
  {
    ...{ element_id: 'punctuality', note: 'A fixed morning window twice a week', currency: 'EUR' },
    ...{
      revenue_minor: 18_000_000,
      likely_percent: 60,
      quote: 'Give me eight to ten and you have the rest of the list too.',
    },
  },
  {
    ...{ element_id: 'condition', note: 'Edge protection on every pallet', currency: 'EUR' },
    ...{ revenue_minor: 6_500_000, likely_percent: 45, quote: null },
  },
  {
    ...{ element_id: 'progress', note: 'A message when the truck leaves', currency: 'EUR' },
    ...{ revenue_minor: 2_400_000, likely_percent: 70, quote: null },
  },
] as const

/** As it was stated long ago, from a few talks: price first. */
export const STATED = [
  { element_id: 'price', weight: 0.3, weight_low: 0.22, weight_high: 0.38, weight_n: 6 },
  { element_id: 'reliability', weight: 0.2, weight_low: 0.13, weight_high: 0.27, weight_n: 6 },
  { element_id: 'punctuality', weight: 0.12, weight_low: 0.06, weight_high: 0.18, weight_n: 6 },
  { element_id: 'condition', weight: 0.1, weight_low: 0.05, weight_high: 0.15, weight_n: 6 },
] as const

/** What shops said in talks: empty shelves hurt them more than a day of waiting. */
export const STATED_BY_SHOPS = [
  { element_id: 'availability', weight: 0.32, weight_low: 0.24, weight_high: 0.4, weight_n: 9 },
  { element_id: 'frequency', weight: 0.22, weight_low: 0.15, weight_high: 0.29, weight_n: 9 },
  { element_id: 'price', weight: 0.18, weight_low: 0.1, weight_high: 0.26, weight_n: 9 },
  { element_id: 'speed', weight: 0.1, weight_low: 0.05, weight_high: 0.15, weight_n: 9 },
] as const
