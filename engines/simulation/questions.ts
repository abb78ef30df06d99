/** What customers of the sample ask about their orders, how it was sorted and when it was answered. */
import { seededDraws } from './draws.ts'
import type { Language } from './names.ts'

export interface AskedOrder {
  readonly order_id: string
  readonly customer_id: string
  readonly language: string | null
  /** Milliseconds. */
  readonly ordered_at: number
}

export type QuestionTopic = 'arrival' | 'change' | 'damage' | 'bill' | 'document'

export interface QuestionStory {
  readonly order: AskedOrder
  readonly topic: QuestionTopic
  readonly channel: 'phone' | 'portal'
  readonly subject: string
  readonly text: string
  readonly is_urgent: boolean
  readonly received_at: number
  /** Null: still open. */
  readonly answered_at: number | null
  readonly answer: string
}

const STREAM = -41
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The last few are still open, so that the desk has something to do. */
const OPEN = 7

const TOPICS: readonly QuestionTopic[] = ['arrival', 'arrival', 'arrival', 'change', 'damage', 'bill', 'document']

type Words = Readonly<Record<QuestionTopic, readonly string[]>> & { readonly answer: string }

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    arrival: [
      'When does our order arrive?',
      'Where is the delivery now, is it on the way?',
      'Will it still come this week?',
    ],
    change: ['Please change the quantity of one line', 'Can the delivery move to another day?'],
    damage: ['Boxes arrived damaged and wet', 'One carton is broken, pieces are missing'],
    bill: ['The invoice shows another price', 'We need a corrected invoice, the amount is wrong'],
    document: ['The delivery note is missing', 'Please send the certificate for these goods'],
    answer: 'We have looked into it and told you by telephone.',
  },
  ro: {
    arrival: [
      'Când sosește comanda noastră?',
      'Unde este livrarea acum, este pe drum?',
      'Mai ajunge săptămâna aceasta?',
    ],
    change: ['Vă rugăm să schimbați cantitatea la o poziție', 'Se poate muta livrarea în altă zi?'],
    damage: ['Cutiile au sosit deteriorate și ude', 'Un carton este spart, lipsesc bucăți'],
    bill: ['Factura arată alt preț', 'Avem nevoie de o factură corectată, suma este greșită'],
    document: ['Lipsește avizul de livrare', 'Vă rugăm să trimiteți certificatul pentru marfă'],
    answer: 'Am verificat și v-am spus la telefon.',
  },
  ru: {
    arrival: ['Когда придёт наш заказ?', 'Где сейчас доставка, она в пути?', 'Успеет ли на этой неделе?'],
    change: ['Измените, пожалуйста, количество в позиции', 'Можно перенести доставку на другой день?'],
    damage: ['Коробки пришли повреждёнными и мокрыми', 'Одна коробка разбита, не хватает штук'],
    bill: ['В счёте другая цена', 'Нужен исправленный счёт, сумма неверна'],
    document: ['Нет накладной', 'Пришлите, пожалуйста, сертификат на товар'],
    answer: 'Мы разобрались и сообщили вам по телефону.',
  },
  hy: {
    arrival: ['Ե՞րբ կհասնի մեր պատվերը', 'Որտե՞ղ է առաքումը հիմա, ճանապարհի՞ն է', 'Կհասնի՞ այս շաբաթ'],
    change: ['Խնդրում ենք փոխել մեկ տողի քանակը', 'Կարո՞ղ ենք առաքումը տեղափոխել այլ օր'],
    damage: ['Տուփերը վնասված և թաց էին', 'Մի տուփ կոտրված է, հատեր պակասում են'],
    bill: ['Հաշիվը այլ գին է ցույց տալիս', 'Պետք է ուղղված հաշիվ, գումարը սխալ է'],
    document: ['Առաքման բեռնագիրը բացակայում է', 'Խնդրում ենք ուղարկել ապրանքի հավաստագիրը'],
    answer: 'Պարզել ենք և տեղեկացրել ձեզ հեռախոսով։',
  },
  'zh-TW': {
    arrival: ['我們的訂單什麼時候到？', '貨現在在哪裡，已經出貨了嗎？', '這週還會到嗎？'],
    change: ['請更改其中一項的數量', '送貨可以改到另一天嗎？'],
    damage: ['箱子送到時破損又潮濕', '有一箱破裂，數量短少'],
    bill: ['帳單上的價格不同', '需要更正發票，金額有誤'],
    document: ['缺少送貨單', '請寄這批貨的證明書'],
    answer: '我們已查明並以電話告知您。',
  },
}

/** Oldest first. Hours of night and Sundays are left out: whoever asks is at work. */
export function questionStories(
  orders: readonly AskedOrder[],
  { seed, now }: { seed: number; now: number },
): QuestionStory[] {
  const draws = seededDraws(seed, STREAM)
  const stories = orders.flatMap((order): QuestionStory[] => {
    const day = Math.floor(order.ordered_at / DAY_MS) + draws.between(1, 6)
    const received_at = day * DAY_MS + draws.between(6 * 60, 15 * 60) * 60_000
    const topic = TOPICS[draws.between(0, TOPICS.length - 1)]!
    const words = WORDS[(order.language ?? 'en') as Language] ?? WORDS.en
    const variant = draws.between(0, words[topic].length - 1)
    const isUrgent = draws.chance(0.12)
    const isPortal = draws.chance(0.6)
    const hours = draws.between(1, draws.chance(0.85) ? 4 : 30)
    if (received_at >= now || new Date(received_at).getUTCDay() === 0) return []
    const subject = words[topic][variant]!
    return [
      {
        order,
        topic,
        channel: isPortal ? 'portal' : 'phone',
        subject,
        text: `${subject} (${order.order_id})`,
        is_urgent: isUrgent,
        received_at,
        answered_at: received_at + hours * HOUR_MS < now ? received_at + hours * HOUR_MS : null,
        answer: words.answer,
      },
    ]
  })
  const sorted = stories.toSorted((one, other) => one.received_at - other.received_at)
  return sorted.map((story, at) => (at >= sorted.length - OPEN ? { ...story, answered_at: null } : story))
}
