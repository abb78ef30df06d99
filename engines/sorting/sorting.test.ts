import { expect, test } from 'vitest'
import { featuresOf, isWorthSaying, judge, learn, validateForward } from './index.ts'

const examples = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const [label, text] = [
      ['bill', `The invoice ${at} shows a wrong amount`],
      ['arrival', `When does order ${at} arrive?`],
      ['damage', `箱子送到時破損 ${at}`],
    ][at % 3]!
    return { label: label!, features: featuresOf(text!) }
  })

test('says what a new text is about, in whatever script', () => {
  const model = learn(examples(30))
  expect(judge(model, featuresOf('The amount on our invoice is wrong'))).toMatchObject({ label: 'bill' })
  expect(judge(model, featuresOf('有一箱破損'))).toMatchObject({ label: 'damage' })
  expect(judge(model, featuresOf('When will it arrive?'))!.chance).toBeGreaterThan(0.5)
})

test('is silent with few texts, with one label, and about nothing', () => {
  expect(validateForward(examples(29))).toBeNull()
  expect(validateForward(examples(60).map((one) => ({ ...one, label: 'bill' })))).toBeNull()
  expect(judge(learn(examples(30)), featuresOf('12345 !?'))).toBeNull()
  expect(judge(learn([]), featuresOf('invoice'))).toBeNull()
})

test('accuracy is of texts held back, and what chance labels teach is not worth saying', () => {
  const taught = validateForward(examples(60))!
  expect(taught).toMatchObject({ right: 48, cases: 48, commonest: 16 })
  expect(isWorthSaying(taught)).toBe(true)
  const same = featuresOf('the same words every time')
  const chance = Array.from({ length: 60 }, (_, at) => ({ features: same, label: at % 7 < 4 ? 'one' : 'other' }))
  expect(isWorthSaying(validateForward(chance))).toBe(false)
})

test('nothing of later helps to judge earlier: words that change their meaning are wrong at first', () => {
  const words = featuresOf('where is the paper')
  const early = Array.from({ length: 30 }, (_, at) => ({
    features: at % 2 ? words : featuresOf('broken'),
    label: at % 2 ? 'arrival' : 'damage',
  }))
  const late = Array.from({ length: 30 }, () => ({ features: words, label: 'document' }))
  // Right before they change and once enough have been sorted anew; wrong for the eighteen between.
  expect(validateForward([...early, ...late])).toMatchObject({ right: 30, cases: 48 })
})

test('the order in which people sorted changes nothing about what is said', () => {
  const [one, other] = [learn(examples(30)), learn(examples(30).toReversed())]
  const text = featuresOf('does the invoice arrive')
  expect(judge(one, text)).toEqual(judge(other, text))
})
