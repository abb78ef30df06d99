/** A balance point as text. */
import type { balance, MixAnswer, Swing } from '../../engines/service-levels/index.ts'

type Answer = ReturnType<typeof balance>
type Found = Extract<Answer, { state: 'found' }>

const BARS = {
  below_floor: 'below its floor',
  not_sure_enough: 'its floor is kept in fewer than nine cases of ten',
  below_today: "a core element, below today's",
  below_parity: 'below the best competitor',
}

export function printBalance(answer: Answer): string {
  if (answer.state === 'found') return foundText(answer)
  if (answer.state === 'not_found') return 'No mix within the limits was found.\n'
  if (answer.state === 'no_level') {
    const lines = answer.without.map(
      ({ segment, element, bars }) => `  ${segment} ${element}: ${bars.map((bar) => BARS[bar]).join('; ')}`,
    )
    return `No level may be chosen of:\n${lines.join('\n')}\n`
  }
  const raises = (raised: (typeof answer.ways)[number]) =>
    raised.map(({ limit, by }) => `${limit} by ${money(by)}`).join(' and ')
  return `No mix keeps the limits. What would be enough: raise ${answer.ways.map(raises).join(', or ')}.\n`
}

const money = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 2 })
const figure = (value: number) => value.toLocaleString('en', { maximumSignificantDigits: 4 })
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function foundText({
  chosen,
  best,
  bound,
  isProven,
  prices,
  alternatives,
  chosenAt,
  isByRule,
  barred,
  swings,
}: Found): string {
  const { risk } = alternatives[chosenAt]!
  const proof = isProven ? 'proven' : `at most ${money(bound - best.gain)} below the best`
  const lines = [
    ...mixLines(chosen),
    '',
    `gain a year        ${money(chosen.gain)} (margin ${money(chosen.margin)}, cost ${money(chosen.cost)})`,
    `intangible return  ${money(chosen.intangible)}`,
    `risk               expected ${money(risk.expected)}, loss in ${percent(risk.loss)} of draws, worst twentieth below ${money(risk.p5)}, mean of the worst tenth ${money(risk.cvar10)}, regret ${money(risk.regret)}`,
    `the best there is  ${money(best.gain)}, ${proof}${isByRule ? '' : '; none is sure enough, the surest was taken'}`,
    ...prices.map(({ limit, price }) => `one more of ${limit}: ${money(price)}`),
    ...barred
      .slice(0, 5)
      .map(
        ({ segment, element, level, bar, tempting }) =>
          `not ${segment} ${element} ${level}, though it would bring ${money(tempting)}: ${BARS[bar]}`,
      ),
    ...swings.map(swingText),
  ]
  return `${lines.join('\n')}\n`
}

function mixLines({ levels }: MixAnswer): string[] {
  const changed = levels.filter(({ today, level }) => today !== level)
  if (!changed.length) return ['Today is kept: nothing brings more than it costs, surely enough.']
  return changed.map(
    ({ segment, element, today, level, worth }) =>
      `${segment}  ${element}: ${today} to ${level}  margin ${money(worth.margin)}, cost ${money(worth.cost)}`,
  )
}

const swingText = ({ input, low, high, atLow, atHigh, below, above }: Swing) =>
  `${input} from ${figure(low)} to ${figure(high)}: gain ${money(atLow)} to ${money(atHigh)}` +
  (below ? `; another mix below ${figure(below.value)}` : '') +
  (above ? `; another mix above ${figure(above.value)}` : '')
