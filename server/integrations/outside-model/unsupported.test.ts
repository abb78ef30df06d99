import { expect, test } from 'vitest'
import { unsupported } from './unsupported.ts'

const KNOWN = {
  days: ['2026-03-20', '2026-03-12'],
  numbers: [10, 1, 1250],
  texts: ['SO-88', 'Pipe 20 mm PN16', '1Z999'],
  today: '2026-03-19',
}
const flagged = (text: string, language = 'en') => unsupported(text, KNOWN, language).map((one) => one.text)

test.each([
  [
    'en',
    'Your order SO-88 (10 of Pipe 20 mm PN16) comes on Friday, 20 March 2026, tomorrow; ordered on 12/03. 1,250 in all.',
  ],
  ['en', 'It comes on March 20th.'],
  ['ro', 'Comanda SO-88 sosește vineri, 20 martie.'],
  ['ru', 'Заказ SO-88 придёт в пятницу, 20 марта, то есть завтра; заказано 12.03.2026.'],
  ['hy', 'Ձեր SO-88 պատվերը կգա ուրբաթ՝ մարտի 20-ին։'],
  ['zh-TW', '訂單 SO-88 將於3月20日星期五送達。'],
])('in %s nothing is flagged in what the facts say', (language, text) => {
  expect(flagged(text, language)).toEqual([])
})

test.each([
  ['en', 'SO-88 comes on 21 March.', ['21 March']],
  ['en', 'SO-88 comes on Monday.', ['Monday']],
  ['en', 'SO-89 comes on 20 March 2027 with 11 pieces', ['20 March 2027', 'SO-89', '11']],
  ['en', 'See https://evil.example/pay or write to x@evil.example', ['https://evil.example/pay', 'x@evil.example']],
  ['ro', 'Sosește pe 21 martie, adică poimâine.', ['21 martie', 'poimâine']],
  ['ru', 'Придёт в субботу, 21 марта.', ['21 марта', 'субботу']],
  ['hy', 'Կգա մարտի 21-ին։', ['մարտի 21-ին']],
  ['zh-TW', '將於3月21日送達。', ['3月21日']],
  ['en', 'We give you 5% back.', ['5']],
])('in %s "%s" is flagged for %j', (language, text, found) => {
  expect(flagged(text, language)).toEqual(found)
})

test('a person’s own draft is known as well', () => {
  const draft = 'We come on 2 April between 8 and 10, see https://ours.example'
  const known = { ...KNOWN, texts: [...KNOWN.texts, draft] }
  expect(unsupported('Am 2 April, 8-10, https://ours.example', known, 'en').map((one) => one.text)).toEqual(['8-10'])
})

test('a run of a hundred thousand letters is read in one go', () => {
  // From each of its letters anew, this would take minutes.
  expect(flagged('x'.repeat(100_000))).toEqual([])
  expect(flagged('1'.repeat(100_000))).toHaveLength(1)
})
