/** The words that come with the program, in all languages, held to the rules that hold for a company's own. */
import { expect, test } from 'vitest'
import { MESSAGE_KINDS } from '../../../contract/messages.ts'
import { Language } from '../../../contract/values.ts'
import { findFaults } from './holes.ts'
import { toMailPage } from './mail-page.ts'
import { render, smsParts, toSms, toText } from './render.ts'
import { fillingOf, plural, toldReason } from './told.ts'
import { WORDS } from './words/index.ts'

const around = {
  company: 'Nord <Depot>',
  customer: 'Bau & Söhne',
  zone: 'Europe/Chisinau',
  products: new Map([['P-1', 'Pipe <b>20</b> mm']]),
  carrier: 'Rapid',
  contact_line: 'Maria',
  accent_color: null,
  link: 'https://nord.example/portal/orders/SO-1',
}
const line = { order_id: 'SO-1', line_number: 1, product_id: 'P-1', quantity: 1200.5 }
const content = {
  reason: 'supply_late',
  choices: ['accept', 'cancel'],
  tracking_number: 'RP-1',
  answer: 'We replace it.',
  lines: [{ ...line, old_date: '2026-03-18', new_date: '2026-03-20' }],
}

const every = Language.options.flatMap((language) => MESSAGE_KINDS.map((kind) => [kind, language] as const))

test.each(every)('%s in %s has sound holes, reads whole, and is written in its own language', (kind, language) => {
  const template = WORDS[language].templates[kind]
  expect(findFaults(kind, template)).toEqual([])
  const filling = fillingOf(kind, content, { language, around })
  const rendered = render(template, filling, { language, around })
  const text = toText(rendered, 'https://nord.example/portal/stop#t')
  for (const said of [rendered.subject, text, toSms(template.sms, filling)]) expect(said).not.toMatch(/[{}]|undefined/)
  expect(text).toContain('Maria')
  if (language !== 'en') expect(template.body).not.toBe(WORDS.en.templates[kind].body)
  const page = toMailPage(rendered, 'https://nord.example/portal/stop#t')
  expect(page).not.toMatch(/<b>|<Depot>|<script/)
  expect(page).toContain('Nord &lt;Depot&gt;')
})

test('a line whose hole has nothing to say is left out', () => {
  const filling = fillingOf('dispatched', { lines: [line] }, { language: 'en', around: { ...around, carrier: null } })
  const rendered = render(WORDS.en.templates.dispatched, filling, { language: 'en', around })
  const text = toText(rendered, null)
  expect(text).not.toMatch(/Carrier|Tracking|Delivery:/)
  expect(toSms(WORDS.en.templates.dispatched.sms, filling)).toBe('Nord <Depot>: order SO-1 is on its way.')
})

test('of what was cancelled without a promise no day is told', () => {
  const filling = fillingOf('cancelled', { lines: [line] }, { language: 'en', around })
  const rendered = render(WORDS.en.templates.cancelled, filling, { language: 'en', around })
  expect(toText(rendered, null)).toContain('Pipe <b>20</b> mm, 1,200.5\n')
  expect(toMailPage(rendered, null)).not.toContain(`>${WORDS.en.labels.day}</th>`)
})

test('what a company writes is text: markup is shown, not followed', () => {
  const filling = fillingOf('delivered', content, { language: 'en', around })
  const own = { subject: '{order}', body: '<img src=x onerror=alert(1)>\n\n<script>alert(1)</script> {order}' }
  const page = toMailPage(render(own, filling, { language: 'en', around }), null)
  expect(page).not.toMatch(/<img|<script/)
})

test('faults are named: unknown, missing, open and misplaced holes', () => {
  const faults = findFaults('delay', { subject: '{order} {nobody}', body: 'See {products} here {', sms: '{link}' })
  expect(faults.map(({ field, reason, hole }) => [field, reason, hole])).toEqual([
    ['subject', 'unknown_hole', 'nobody'],
    ['body', 'open_bracket', ''],
    ['body', 'block_not_alone', 'products'],
    ['sms', 'block_not_alone', 'link'],
    ['body', 'missing_hole', 'window'],
    ['body', 'missing_hole', 'choices'],
  ])
})

test('plurals follow each language, and days its calendar words', () => {
  expect([1, 2, 20, 101].map((count) => plural(WORDS.ro.lines, count, 'ro'))).toEqual([
    '1 poziție',
    '2 poziții',
    '20 de poziții',
    '101 poziții',
  ])
  expect([1, 3, 5, 21].map((count) => plural(WORDS.ru.lines, count, 'ru'))).toEqual([
    '1 позиция',
    '3 позиции',
    '5 позиций',
    '21 позиция',
  ])
  const window = (language: 'ru' | 'zh-TW' | 'hy') => fillingOf('delay', content, { language, around }).values.window
  expect(window('ru')).toBe('пятница, 20 марта 2026 г.')
  expect(window('zh-TW')).toBe('2026年3月20日星期五')
  expect(window('hy')).toContain('մարտի 20')
})

test('a booked slot is told by the clock of the place', () => {
  const slot = { ...line, new_date: '2026-03-20', from_at: '2026-03-20T08:00:00Z', to_at: '2026-03-20T10:00:00Z' }
  const { values } = fillingOf('promise_made', { lines: [slot] }, { language: 'ro', around })
  expect(values.window).toBe('vineri, 20 martie 2026, 10:00–12:00')
})

test('a reason in words of our own codes only: what somebody wrote by hand is not passed on', () => {
  expect(toldReason('consignee_absent')).toBe('absent')
  expect(toldReason('driver overslept')).toBe('other')
})

test('short messages count their parts as a gateway does', () => {
  expect([
    smsParts('a'.repeat(160)),
    smsParts('a'.repeat(161)),
    smsParts('ж'.repeat(70)),
    smsParts('ж'.repeat(71)),
  ]).toEqual([1, 2, 1, 2])
})
