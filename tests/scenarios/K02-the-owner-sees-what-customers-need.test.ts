/** The company believes that price matters most; who takes its goods in says window and intact goods; the owner sees it. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ROLES } from '../../contract/people.ts'
import { PHONE, type ServedApplication, serveApplication } from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let it: ServedApplication
beforeAll(async () => {
  it = await serveApplication()
  await it.ask('POST', '/segments', { segment_id: 'BUILDERS', name: 'Builders' })
  await it.ask('POST', '/customers', { customer_id: 'BAU', name: 'Bau', segment_id: 'BUILDERS' })
  for (let one = 0; one < 8; one++)
    await it.ask('POST', '/contacts', {
      ...{ contact_id: `BAU-${one}`, customer_id: 'BAU', name: `Person ${one}`, buying_role: 'logistics' },
    })
  for (const audience of ['customers', 'staff'])
    await it.ask('POST', '/surveys', {
      ...{ survey_id: audience, name: `What matters to ${audience}`, audience, state: 'open', segment_id: 'BUILDERS' },
      ...{ opens_on: '2026-03-01', closes_on: '2026-03-31' },
      questions: [
        { question_number: 1, kind: 'points', elements: ['price', 'punctuality', 'condition'] },
        { question_number: 2, kind: 'perception', elements: ['price', 'punctuality', 'condition'] },
      ],
    })
})
afterAll(() => it?.close())

const send = (url: string, answer: object) =>
  it.application.app.inject({
    ...{ method: 'POST', url: new URL(url).pathname },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ v: '0', ...answer }).toString(),
  })

test('a receiver answers by a link on a phone, without a script, and the owner sees the gap', async () => {
  await it.ask('POST', '/surveys/customers/sample', { people: 8 })
  const { rows } = await it.ask<{ rows: { url: string }[] }>('GET', '/surveys/customers/invitations')
  const phone = await it.visit('owner', { viewport: PHONE, javaScriptEnabled: false })
  await phone.page.goto(rows[0]!.url)
  await phone.page.getByLabel('Price', { exact: true }).first().fill('10')
  await phone.page.getByLabel('Delivery within the agreed window').first().fill('50')
  await phone.page.getByLabel('Goods arrive intact').first().fill('30')
  await phone.page.getByRole('button', { name: 'Send' }).click()
  await phone.page.getByText('That makes 90 points').waitFor()
  await phone.page.getByLabel('Goods arrive intact').first().fill('40')
  await phone.page.getByRole('button', { name: 'Send' }).click()
  await phone.page.getByText('Thank you. Your answer is kept.').waitFor()
  await phone.leave()

  for (const [nth, { url }] of rows.slice(1).entries())
    await send(url, {
      q1_0_0: `${10 + (nth % 2)}`,
      q1_1_0: `${50 - (nth % 2)}`,
      q1_2_0: '40',
      q2_0_0: '6',
      q2_1_0: '3',
      q2_2_0: '5',
    })
  for (const role of ROLES.filter((one) => one !== 'customer_contact')) {
    const wish = { method: 'POST' as const, url: '/api/v1/surveys/staff/own-link', payload: {} }
    const own = await it.application.call(wish, { cookie: it.application.first.cookies[role] })
    await send(own.json().url, { department: 'sales', q1_0_0: '70', q1_1_0: '20', q1_2_0: '10' })
  }

  const owner = await it.visit('owner')
  await owner.open('/needs?segment_id=BUILDERS')
  await owner.page.getByText('Delivery within the window, Intact goods, Price').waitFor()
  await owner.page.getByText('Price, Delivery within the window, Intact goods').waitFor()
  await owner.page.getByText(/We overrate Price: 10\.\d% of importance with customers, 70% with us/).waitFor()
  await owner.page.getByText(/We underrate Intact goods/).waitFor()
  await owner.page.getByRole('img', { name: /Importance beside how customers see us/ }).waitFor()
  await owner.page.getByRole('row', { name: /Delivery within the window/ }).click()
  await owner.page.getByRole('dialog').getByText('Required and measured').waitFor()
  expect(owner.broken).toEqual([])
  await owner.leave()
})
