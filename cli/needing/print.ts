/** What a survey says, as text. */
import type { SurveyAnswer } from '../../engines/needs/index.ts'

const one = (value: number) => value.toFixed(1)
const share = (value: number) => `${(100 * value).toFixed(1)} %`

const FAULTS = {
  too_few: 'too few people answered to say what drives the outcome',
  no_variation: 'everybody gave the same marks: nothing drives the outcome',
}

export function printSurvey({ people, indices, drivers, recommendation }: SurveyAnswer): string {
  const width = Math.max(...indices.map(({ subject }) => subject.length))
  const lines = [
    `${people} people; 95 % intervals in brackets`,
    '',
    'index, 0 to 100',
    ...indices.map(
      ({ subject, index, alpha, isOne, questions }) =>
        `  ${subject.padEnd(width)}  ${one(index.value)} [${one(index.low)} to ${one(index.high)}]  ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}${alpha === null ? '' : `, alpha ${alpha.toFixed(2)}`}${isOne ? '' : ': they do not measure the same'}`,
    ),
    '',
  ]
  if (typeof drivers === 'string') lines.push(FAULTS[drivers])
  else {
    lines.push(
      `what goes with the outcome: ${share(drivers.explained)} explained (${share(drivers.adjusted)} adjusted)`,
    )
    const ranked = drivers.drivers.toSorted((a, b) => b.value - a.value)
    lines.push(
      ...ranked.map(
        ({ element, value, low, high, correlation }) =>
          `  ${element.padEnd(width)}  ${share(value)} [${share(low)} to ${share(high)}]  correlation ${correlation.toFixed(2)}`,
      ),
    )
  }
  if (recommendation)
    lines.push(
      '',
      `promoters less detractors: ${one(recommendation.value)} [${one(recommendation.low)} to ${one(recommendation.high)}], ${recommendation.promoters} and ${recommendation.detractors} of ${recommendation.n}`,
    )
  return `${lines.join('\n')}\n`
}
