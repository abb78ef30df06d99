/** What customers of the sample think and claim after a delivery, and what became of it. */
import { seededDraws } from './draws.ts'
import type { Language } from './names.ts'

export interface DeliveredOrder {
  readonly order_id: string
  readonly customer_id: string
  readonly language: string | null
  readonly line_number: number
  readonly quantity: number
  /** Harm was noted at the door. */
  readonly is_harmed: boolean
  /** Milliseconds. */
  readonly delivered_at: number
  readonly shipment_id: string | null
}

type FeedbackKind = 'delivery' | 'goods' | 'information' | 'bill' | 'praise'
export interface FeedbackStory {
  readonly order: DeliveredOrder
  readonly kind: FeedbackKind
  readonly channel: 'portal' | 'link' | 'phone' | 'door'
  /** At the door it is told in taps: whether praise or complaint, and about what. */
  readonly stance: 'praise' | 'complaint' | null
  readonly about: readonly Subject[]
  readonly score: number | null
  readonly comment: string | null
  readonly given_at: number
  /** Null: still waits. */
  readonly answered_at: number | null
  readonly answer: string
  /** Null: nothing changed. */
  readonly change: string | null
}

type Subject = 'time' | 'goods' | 'driver' | 'papers'
const SUBJECT_OF: Readonly<Record<FeedbackKind, Subject>> = {
  delivery: 'time',
  goods: 'goods',
  information: 'papers',
  bill: 'papers',
  praise: 'driver',
}

export interface ClaimStory {
  readonly order: DeliveredOrder
  readonly kind: 'damage' | 'shortage' | 'wrong_goods' | 'return'
  readonly wish: 'credit' | 'replacement'
  readonly condition: 'DMG_VISIBLE' | 'DMG_CONCEALED' | null
  readonly comment: string
  readonly opened_at: number
  /** Null: nobody has decided yet. */
  readonly decision: 'accepted' | 'refused' | null
  readonly decided_at: number
  readonly text: string
  /** Of returns: how far they have come. */
  readonly returned: 'no' | 'received' | 'inspected'
  /** What became of asking the carrier, where there is one to ask. */
  readonly recovery: 'to_file' | 'filed' | 'paid'
}

interface Words {
  readonly feedback: Readonly<Record<FeedbackKind, string>>
  readonly claims: Readonly<Record<ClaimStory['kind'], string>>
  readonly answer: string
  readonly change: string
  readonly accepted: string
  readonly refused: string
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    feedback: {
      delivery: 'The driver came before our gate was open',
      goods: 'The cartons were soft at the corners',
      information: 'Nobody told us that it would be in two parts',
      bill: 'The lines of the bill do not follow those of the order',
      praise: 'Friendly driver, everything in its place',
    },
    claims: {
      damage: 'Two cartons were crushed',
      shortage: 'One piece is missing',
      wrong_goods: 'We got another size',
      return: 'We ordered too many',
    },
    answer: 'Thank you. We have spoken with the people concerned and will watch it.',
    change: 'Our vans now come to you after eight.',
    accepted: 'You are right. The amount is credited.',
    refused: 'The goods were counted and signed for at the door, so we cannot credit them.',
  },
  ro: {
    feedback: {
      delivery: 'Șoferul a venit înainte de deschiderea porții',
      goods: 'Cutiile erau moi la colțuri',
      information: 'Nu ne-a spus nimeni că vine în două părți',
      bill: 'Pozițiile facturii nu urmează ordinea comenzii',
      praise: 'Șofer amabil, totul la locul lui',
    },
    claims: {
      damage: 'Două cutii erau strivite',
      shortage: 'Lipsește o bucată',
      wrong_goods: 'Am primit altă dimensiune',
      return: 'Am comandat prea mult',
    },
    answer: 'Vă mulțumim. Am vorbit cu cei în cauză și urmărim.',
    change: 'Mașinile noastre vin acum la dumneavoastră după ora opt.',
    accepted: 'Aveți dreptate. Suma este creditată.',
    refused: 'Marfa a fost numărată și semnată la ușă, deci nu o putem credita.',
  },
  ru: {
    feedback: {
      delivery: 'Водитель приехал до открытия ворот',
      goods: 'Коробки были мягкими по углам',
      information: 'Нам не сказали, что придёт двумя частями',
      bill: 'Строки счёта не совпадают с порядком заказа',
      praise: 'Вежливый водитель, всё на месте',
    },
    claims: {
      damage: 'Две коробки смяты',
      shortage: 'Не хватает одной штуки',
      wrong_goods: 'Пришёл другой размер',
      return: 'Мы заказали слишком много',
    },
    answer: 'Спасибо. Мы поговорили с теми, кого это касается, и проследим.',
    change: 'Теперь наши машины приезжают к вам после восьми.',
    accepted: 'Вы правы. Сумма возвращена.',
    refused: 'Товар пересчитан и принят по подписи у двери, поэтому вернуть сумму не можем.',
  },
  hy: {
    feedback: {
      delivery: 'Վարորդը եկավ մինչև դարպասի բացվելը',
      goods: 'Տուփերի անկյունները փափկած էին',
      information: 'Ոչ ոք չասաց, որ երկու մասով է գալու',
      bill: 'Հաշվի տողերը չեն հետևում պատվերի հերթականությանը',
      praise: 'Բարեհամբույր վարորդ, ամեն ինչ տեղում էր',
    },
    claims: {
      damage: 'Երկու տուփ ճզմված էր',
      shortage: 'Մեկ հատ պակասում է',
      wrong_goods: 'Ստացանք այլ չափս',
      return: 'Չափազանց շատ էինք պատվիրել',
    },
    answer: 'Շնորհակալություն։ Խոսեցինք համապատասխան մարդկանց հետ և կհետևենք։',
    change: 'Մեր մեքենաները հիմա ձեզ մոտ գալիս են ժամը ութից հետո։',
    accepted: 'Դուք իրավացի եք։ Գումարը վերադարձված է։',
    refused: 'Ապրանքը հաշվվել և ստորագրվել է դռան մոտ, ուստի չենք կարող վերադարձնել։',
  },
  'zh-TW': {
    feedback: {
      delivery: '司機在我們開門前就到了',
      goods: '紙箱的角落軟了',
      information: '沒有人告訴我們會分兩批到',
      bill: '帳單的項目與訂單順序不同',
      praise: '司機友善，一切到位',
    },
    claims: { damage: '兩箱被壓壞', shortage: '少了一件', wrong_goods: '收到別的尺寸', return: '我們訂太多了' },
    answer: '謝謝您。我們已與相關人員談過並會留意。',
    change: '我們的車現在八點以後才到貴處。',
    accepted: '您說得對，金額已退還。',
    refused: '貨品已在門口點收簽名，因此無法退款。',
  },
}

const STREAM = -43
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DELIVERY_HOUR = 10
const COMPLAINTS: readonly FeedbackKind[] = ['delivery', 'delivery', 'goods', 'information', 'bill']
const KINDS: readonly FeedbackKind[] = ['praise', 'delivery', 'goods', 'information']
const CHANNELS: readonly FeedbackStory['channel'][] = ['portal', 'portal', 'link', 'link', 'phone', 'door']
const CLAIMS: readonly ClaimStory['kind'][] = ['damage', 'damage', 'shortage', 'wrong_goods', 'return']
/** What came in within these days still waits for us. */
const FRESH_DAYS = 2
const OPEN_DAYS = 14

const wordsOf = (order: DeliveredOrder): Words => WORDS[(order.language ?? 'en') as Language] ?? WORDS.en

export function feedbackStories(
  orders: readonly DeliveredOrder[],
  { seed, now }: { seed: number; now: number },
): FeedbackStory[] {
  return orders.flatMap((order, at): FeedbackStory[] => {
    const draws = seededDraws(seed, STREAM - 2 * at)
    const channel = draws.pick(CHANNELS)
    const isGood = draws.chance(0.62)
    const kind = isGood && draws.chance(0.5) ? 'praise' : draws.pick(isGood ? KINDS : COMPLAINTS)
    const score = isGood ? draws.between(4, 5) : draws.between(1, 3)
    const hasWords = draws.chance(isGood ? 0.35 : 0.9)
    const given_at = order.delivered_at + (DELIVERY_HOUR + draws.between(0, channel === 'door' ? 0 : 30)) * HOUR_MS
    const answered_at = given_at + draws.between(2, 30) * HOUR_MS
    const hasChange = draws.chance(0.25)
    if (given_at >= now) return []
    const words = wordsOf(order)
    const isDoor = channel === 'door'
    return [
      {
        ...{ order, kind, channel, score, given_at, answer: words.answer },
        stance: isDoor ? (isGood ? 'praise' : 'complaint') : null,
        about: isDoor ? [SUBJECT_OF[kind]] : [],
        comment: hasWords ? words.feedback[kind] : null,
        answered_at: answered_at < now - FRESH_DAYS * DAY_MS ? answered_at : null,
        change: hasChange ? words.change : null,
      },
    ]
  })
}

export function claimStories(
  orders: readonly DeliveredOrder[],
  { seed, now }: { seed: number; now: number },
): ClaimStory[] {
  return orders.flatMap((order, at): ClaimStory[] => {
    const draws = seededDraws(seed, STREAM - 2 * at - 1)
    const drawn = draws.pick(CLAIMS)
    const kind = order.is_harmed ? 'damage' : drawn
    const isConcealed = draws.chance(0.4)
    const wish = draws.chance(0.3) ? 'replacement' : 'credit'
    const opened_at = order.delivered_at + (DELIVERY_HOUR + draws.between(2, 40)) * HOUR_MS
    const decided_at = opened_at + draws.between(20, 90) * HOUR_MS
    const isAccepted = draws.chance(0.75)
    const returned = kind === 'shortage' ? 'no' : draws.pick(['no', 'received', 'inspected', 'inspected'] as const)
    if (opened_at >= now) return []
    const recovery = draws.pick(['filed', 'paid', 'paid'] as const)
    const words = wordsOf(order)
    // Of the last weeks some are still being looked at.
    const isDecided = decided_at < now && (opened_at < now - OPEN_DAYS * DAY_MS || draws.chance(0.4))
    const decision = isDecided ? (isAccepted ? 'accepted' : 'refused') : null
    return [
      {
        ...{ order, kind, wish, opened_at, decision, decided_at, comment: words.claims[kind] },
        condition: kind === 'damage' ? (isConcealed ? 'DMG_CONCEALED' : 'DMG_VISIBLE') : null,
        text: decision === 'refused' ? words.refused : words.accepted,
        returned: decision === 'accepted' ? returned : 'no',
        recovery: decision === null ? 'to_file' : recovery,
      },
    ]
  })
}
