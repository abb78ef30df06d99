/** What customers say afterwards: stars that fall with what went wrong, and now and then a sentence in their language. */
import type { Consignment } from './consignments.ts'
import { DAY, formatMinute } from './local-time.ts'
import type { Language } from './names.ts'
import type { OrderPlan } from './plan.ts'
import type { RatingRecord } from './records.ts'

type Theme = 'good' | 'late' | 'incomplete' | 'damaged'

const COMMENTS: Readonly<Record<Language, Readonly<Record<Theme, string>>>> = {
  en: {
    good: 'Everything came as promised.',
    late: 'It came later than promised.',
    incomplete: 'Part of the order was missing.',
    damaged: 'Some goods were damaged.',
  },
  ro: {
    good: 'Totul a sosit așa cum s-a promis.',
    late: 'A sosit mai târziu decât s-a promis.',
    incomplete: 'A lipsit o parte din comandă.',
    damaged: 'O parte din marfă era deteriorată.',
  },
  ru: {
    good: 'Всё пришло, как обещали.',
    late: 'Пришло позже обещанного.',
    incomplete: 'Часть заказа не привезли.',
    damaged: 'Часть товара была повреждена.',
  },
  hy: {
    good: 'Ամեն ինչ եկավ խոստացվածի պես։',
    late: 'Եկավ խոստացվածից ուշ։',
    incomplete: 'Պատվերի մի մասը պակասում էր։',
    damaged: 'Ապրանքի մի մասը վնասված էր։',
  },
  'zh-TW': {
    good: '一切如約送達。',
    late: '比承諾的時間晚到。',
    incomplete: '訂單缺少部分商品。',
    damaged: '部分商品受損。',
  },
}

export function toRatings(plan: OrderPlan, consignments: readonly Consignment[]): RatingRecord[] {
  const { draws, segment, now, customer } = plan
  const wantsToRate = draws.chance(segment.ratingShare)
  const drawn = draws.next()
  const day = draws.between(1, 5)
  const minute = draws.between(540, 1020)
  const hasComment = draws.chance(0.35)
  const last = Math.max(0, ...consignments.map(({ deliveredMinute }) => deliveredMinute ?? 0))
  const given = (Math.floor(last / DAY) + day) * DAY + minute
  if (!wantsToRate || last === 0 || given > now) return []
  const theme = themeOf(plan, consignments)
  return [
    {
      rating_id: `R-${plan.id.slice(3)}`,
      order_id: plan.id,
      score: scoreOf(theme, drawn),
      scale_max: 5,
      given_at: formatMinute(customer.zone, given),
      comment: hasComment ? COMMENTS[customer.record.language as Language][theme] : null,
    },
  ]
}

/** The customer remembers what he was told first, so lateness is measured against the first promise. */
function themeOf(plan: OrderPlan, consignments: readonly Consignment[]): Theme {
  const outcomes = consignments.flatMap((consignment) => consignment.outcomes)
  if (outcomes.some(({ reason }) => reason === 'damage')) return 'damaged'
  const due = Math.max(...plan.lines.map((line) => line.commitments[0]!.window.toDay))
  if (consignments.some(({ deliveredMinute }) => (deliveredMinute ?? 0) >= (due + 1) * DAY)) return 'late'
  return outcomes.some(({ condition }) => condition === 'SHORT' || condition === 'WRONG_ITEM') ? 'incomplete' : 'good'
}

function scoreOf(theme: Theme, drawn: number): number {
  const [five, four, three, two] = SCORES[theme]
  if (drawn < five) return 5
  if (drawn < four) return 4
  if (drawn < three) return 3
  return drawn < two ? 2 : 1
}

/** Running shares of five, four, three and two stars; the rest is one. */
const SCORES: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  good: [0.58, 0.9, 0.97, 0.99],
  late: [0.12, 0.38, 0.68, 0.88],
  incomplete: [0.15, 0.45, 0.75, 0.92],
  damaged: [0.06, 0.24, 0.55, 0.82],
}
