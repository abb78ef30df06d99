import { expect, test } from 'vitest'
import { crossValidate, featuresOf, isWorthSaying, judge, learn } from './index.ts'

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
  expect(crossValidate(examples(29))).toBeNull()
  expect(crossValidate(examples(60).map((one) => ({ ...one, label: 'bill' })))).toBeNull()
  expect(judge(learn(examples(30)), featuresOf('12345 !?'))).toBeNull()
  expect(judge(learn([]), featuresOf('invoice'))).toBeNull()
})

test('accuracy is of texts held back, and what chance labels teach is not worth saying', () => {
  const taught = crossValidate(examples(60))!
  expect(taught).toMatchObject({ right: 60, cases: 60, commonest: 20 })
  expect(isWorthSaying(taught)).toBe(true)
  const same = featuresOf('the same words every time')
  const chance = Array.from({ length: 60 }, (_, at) => ({ features: same, label: at % 7 < 4 ? 'one' : 'other' }))
  expect(isWorthSaying(crossValidate(chance))).toBe(false)
})

test('the order in which people sorted changes nothing about what is said', () => {
  const [one, other] = [learn(examples(30)), learn(examples(30).toReversed())]
  const text = featuresOf('does the invoice arrive')
  expect(judge(one, text)).toEqual(judge(other, text))
})
