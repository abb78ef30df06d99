import { expect, test } from 'vitest'
import type { MappingQuestion } from '../../../../contract/import-runs.ts'
import type { MappingInput } from '../../../../contract/imports.ts'
import { answerOf, isAnswered, questionsOf, withAnswer } from './open-questions.ts'

const dates = (field: string, column: string): MappingQuestion => ({
  field,
  column,
  about: 'date_format',
  candidates: ['d/M/yyyy', 'M/d/yyyy'],
})
const mapping: MappingInput = { kind: 'orders', columns: { ordered_at: 'Ordered', requested_to: 'Wish' } }

test('columns that leave the same open are asked about once and answered together', () => {
  const [question, ...others] = questionsOf([dates('ordered_at', 'Ordered'), dates('requested_to', 'Wish')], mapping)
  expect(others).toEqual([])
  expect(isAnswered(question!, mapping)).toBe(false)
  const answered = withAnswer(question!, 'd/M/yyyy', mapping)
  expect(answered.columns).toEqual({
    ordered_at: { column: 'Ordered', dateFormat: 'd/M/yyyy' },
    requested_to: { column: 'Wish', dateFormat: 'd/M/yyyy' },
  })
  expect(answerOf(question!, answered)).toBe('d/M/yyyy')
})

test('a column that feeds nothing any more is not asked about', () => {
  expect(questionsOf([dates('ordered_at', 'Ordered')], { ...mapping, columns: { requested_to: 'Wish' } })).toEqual([])
})

test('choosing years of two digits brings the question of the century', () => {
  const short = withAnswer(questionsOf([dates('ordered_at', 'Ordered')], mapping)[0]!, 'd.M.yy', mapping)
  const century = questionsOf([], short)[0]!
  expect([century.about, answerOf(century, short)]).toEqual(['two_digit_year', undefined])
  expect(withAnswer(century, '2000', short).twoDigitYearFrom).toBe(2000)
})

test('whoever says that a comma parts the decimals says that a point parts the thousands', () => {
  const asked: MappingQuestion = { field: 'quantity', column: 'Qty', about: 'decimal', candidates: ['.', ','] }
  const [question] = questionsOf([asked], { kind: 'orders', columns: { quantity: 'Qty' } })
  const answered = withAnswer(question!, ',', { kind: 'orders', columns: { quantity: 'Qty' } })
  expect([answered.decimal, answered.grouping]).toEqual([',', '.'])
})
