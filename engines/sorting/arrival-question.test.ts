import { expect, test } from 'vitest'
import { asksForArrival, readArrivalQuestion } from './index.ts'

const ARRIVAL = [
  'Where is my order SO-77?',
  'Hello, when will our delivery arrive? The site is waiting. Regards, Ann',
  "Where's the shipment, is it on its way?",
  'Could you tell me the status of SO-1?',
  'Will it still come this week?',
  'Unde este comanda noastră?',
  'Când sosește comanda SO-3?',
  'Mai ajunge săptămâna aceasta?',
  'Când primim marfa?',
  'Где сейчас наш заказ?',
  'Когда придёт заказ SO-5?',
  'Подскажите статус доставки',
  'Ե՞րբ կգա մեր SO-77 պատվերը։ Շինհրապարակը սպասում է։',
  'Որտե՞ղ է առաքումը հիմա',
  '我們的訂單什麼時候到？',
  '貨現在在哪裡，已經出貨了嗎？',
]

const OTHER = [
  'Where is my order? Two boxes of the last one arrived damaged.',
  'Where is the invoice for SO-77?',
  'When can you change the delivery to another day?',
  'Where is my order? Do you also stock grey paper?',
  'I want to cancel my order, where is it?',
  'This is the third time, where is my order?',
  'Unde este factura?',
  'Se poate muta livrarea în altă zi?',
  'Где накладная?',
  'Когда вы вернёте деньги? Это претензия',
  'Տուփերը վնասված էին։ Որտե՞ղ է պատվերը',
  '箱子送到時破損又潮濕，貨在哪裡？',
  '請問發票在哪裡？',
]

test('reads a question for where an order is or when it comes, in five languages', () => {
  expect(ARRIVAL.filter((text) => !readArrivalQuestion(text).isArrival)).toEqual([])
})

test('leaves what speaks of anything else to a person', () => {
  expect(OTHER.filter((text) => readArrivalQuestion(text).isArrival)).toEqual([])
  expect(readArrivalQuestion('Thank you for the quick delivery!')).toMatchObject({ because: 'no_question' })
  expect(readArrivalQuestion(`Where is it? ${'and so on '.repeat(40)}`)).toMatchObject({ because: 'too_long' })
})

test('asks somewhere for the arrival, or nowhere', () => {
  expect(ARRIVAL.filter((text) => !asksForArrival(text))).toEqual([])
  expect(asksForArrival('Where is my order? Two boxes of the last one arrived damaged.')).toBe(true)
  expect(asksForArrival('Please change the quantity of one line.')).toBe(false)
})

test('is not slowed down by a text that is made to', () => {
  const started = performance.now()
  readArrivalQuestion(`when is ${'when is '.repeat(2_500)}`)
  readArrivalQuestion('где когда '.repeat(2_000))
  expect(performance.now() - started).toBeLessThan(2_000)
})
