import { expect, test } from 'vitest'
import { writtenPart } from './quoted-text.ts'

test.each([
  ['arrows', 'On Friday, please.\n\n> When does it suit you?\n> Regards'],
  [
    'a line before them',
    'On Friday, please.\n\nOn Mon, 16 Mar 2026 at 09:00, Depot <desk@depot.example> wrote:\n> When?',
  ],
  [
    'that line broken in two',
    'On Friday, please.\n\nOn Mon, 16 Mar 2026 at 09:00, Depot\n<desk@depot.example> wrote:\n> When?',
  ],
  [
    'the same in Romanian',
    'On Friday, please.\n\nÎn lun., 16 mar. 2026 la 09:00, Depot <desk@depot.example> a scris:\n> Când?',
  ],
  [
    'the same in Russian',
    'On Friday, please.\n\nпн, 16 мар. 2026 г. в 09:00, Depot <desk@depot.example> пишет:\n> Когда?',
  ],
  [
    'the same in Chinese',
    'On Friday, please.\n\nDepot <desk@depot.example> 於 2026年3月16日 週一 上午9:00寫道：\n> 什麼時候',
  ],
  ['a divider', 'On Friday, please.\n\n-----Original Message-----\nFrom: Depot\nWhen?'],
  [
    'the head of the mail before',
    'On Friday, please.\n\nFrom: Depot <desk@depot.example>\nSent: Monday\nTo: Ana\nSubject: When\n\nWhen?',
  ],
  ['a signature', 'On Friday, please.\n-- \nAna Ionescu\n+40 700 000 001'],
])('%s and what follows is not shown', (_, text) => {
  expect(writtenPart(text)).toBe('On Friday, please.')
})

test('answers between the lines stay with what they answer', () => {
  const text = 'On Mon, 16 Mar 2026, Depot wrote:\n> When?\nOn Friday.\n> Where?\nAt the gate.'
  expect(writtenPart(text)).toBe(text)
})

test('what is only quoted is shown whole, rather than nothing', () => {
  expect(writtenPart('> When?\n> Where?')).toBe('> When?\n> Where?')
  expect(writtenPart('From here on: three pallets\nand no more')).toBe('From here on: three pallets\nand no more')
})

test('a text made to be slow is read at once', () => {
  const before = process.cpuUsage()
  writtenPart(`On ${'wrote '.repeat(200_000)}`)
  writtenPart('On a wrote\n'.repeat(200_000))
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2)
})
