/**
 * A mailbox is set up and tried on its screen; a customer asks by mail where an order is; the desk answers within the clock
 * from the console, in the customer's language; the answer stands in the customer's own thread, and a reply finds its way back.
 */
import { setTimeout as pause } from 'node:timers/promises'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { NOW } from '../fixtures/database.ts'
import { IMAP_PASSWORD, IMAP_USER, type ImapServer, startImapServer } from '../fixtures/imap-server.ts'
import { type MailServer, startMailServer } from '../fixtures/mail-server.ts'
import {
  flawsOf,
  type Guest,
  picture,
  type ServedApplication,
  serveApplication,
} from '../fixtures/served-application.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 })

const DESK_ADDRESS = 'desk@depot.example'
const MINUTE = 60_000
const ASKED = 'Բարև ձեզ։ Ե՞րբ կգա մեր SO-77 պատվերը։ Շինհրապարակը սպասում է։'

let it: ServedApplication
let imap: ImapServer
let smtp: MailServer
let owner: Guest
let coordinator: Guest
let inquiryId = ''

interface Asked {
  readonly inquiry_id: string
  readonly state: string
  readonly customer_id: string | null
  readonly order_id: string | null
  readonly linked_by: string | null
  readonly first_due_at: string | null
  readonly first_hours: number | null
  readonly is_overdue: boolean
}
const asked = async () =>
  (await it.ask<{ inquiries: Asked[] }>('GET', '/inquiries?state=all&channel=email')).inquiries.at(0)

/** What works by itself while the server runs, is waited for. */
async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end; await pause(200)) {
    const found = await look()
    if (found !== undefined) return found
  }
  throw new Error('it did not come about')
}

/** The clock goes on, so that the mailbox's turn comes. */
function pass(minutes: number): void {
  const { clock } = it.application.db
  clock.moveTo(new Date(clock.now().getTime() + minutes * MINUTE))
}

const write = (words: string, more: Record<string, string> = {}) =>
  imap.deliver(
    `${Object.entries({
      From: 'Ani Petrosyan <ani@nord.example>',
      To: DESK_ADDRESS,
      Subject: `=?UTF-8?B?${Buffer.from('Պատվեր').toString('base64')}?=`,
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': '8bit',
      ...more,
    })
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')}\n\n${words}\n`,
    it.application.db.clock.now(),
  )

const head = (email: Email, name: string) => email.headers.find(({ key }) => key === name)?.value ?? null

beforeAll(async () => {
  smtp = await startMailServer()
  imap = await startImapServer()
  it = await serveApplication({
    mail: { url: smtp.url, from: 'First Supplies <no-reply@first.example>' },
    allowsLoopback: true,
  })
  await it.ask('PATCH', '/segments/PRO', {
    standards: [
      { element: 'first_answer', valid_from: '2026-01-01', target: 2, target_unit: 'hours', owner: 'sales' },
      { element: 'final_answer', valid_from: '2026-01-01', target: 8, target_unit: 'hours', owner: 'sales' },
    ],
  })
  await it.ask('POST', '/contacts', {
    ...{ contact_id: 'ANI', customer_id: 'NORD', name: 'Անի Պետրոսյան', buying_role: 'purchasing' },
    ...{ language: 'hy', email: 'ani@nord.example', channel: 'email' },
  })
  const lines = [{ line_number: 1, product_id: 'PIPE-20', quantity: 10 }]
  await it.ask('POST', '/orders', { order_id: 'SO-77', customer_id: 'NORD', ordered_at: NOW.toISOString(), lines })
  await it.ask('PUT', '/message-setting', {
    ...{ is_on: true, modes: {}, contact_line: 'Maria, +373 22 000 000', quiet_from: '21:00', quiet_to: '08:00' },
  })
  owner = await it.visit('owner')
  coordinator = await it.visit('coordinator')
})
afterAll(async () => {
  await Promise.all([owner?.leave(), coordinator?.leave()])
  await it?.close()
  await Promise.all([imap?.close(), smtp?.close()])
})

test('a mailbox is added, says what it lacks, and its trial says step by step what works', async () => {
  const { page } = owner
  await owner.open('/mailboxes')
  await page.getByRole('button', { name: 'New mailbox' }).first().click()
  const drawer = page.getByRole('dialog')
  const fill = (label: string, text: string) =>
    drawer.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(text)
  await fill('Code', 'DESK')
  await fill('Name', 'Order desk')
  await fill('E-mail address', DESK_ADDRESS)
  await fill('Mail server', '127.0.0.1')
  await fill('Port', String(imap.port))
  await fill('User name', IMAP_USER)
  await drawer.getByRole('combobox', { name: 'Encryption' }).click()
  await page.getByRole('option', { name: /^None/ }).click()
  await drawer.getByText('Takes mail to name+anything@').click()
  await drawer.getByRole('button', { name: 'Save' }).click()
  // It stays open for what it needs next.
  await drawer.getByRole('button', { name: 'Test' }).click()
  await drawer.getByText('Set the password first.').waitFor()
  await drawer.getByLabel(`Password of ${IMAP_USER}`).fill('wrong')
  await drawer.getByRole('button', { name: 'Keep it' }).click()
  await drawer.getByLabel(`New password of ${IMAP_USER}`).waitFor()
  await drawer.getByRole('button', { name: 'Test' }).click()
  await drawer.getByText('The server refuses user name or password.').waitFor()
  await drawer.getByLabel(`New password of ${IMAP_USER}`).fill(IMAP_PASSWORD)
  await drawer.getByRole('button', { name: 'Keep it' }).click()
  write('An old letter that somebody has long answered', { 'Message-ID': '<old@nord.example>' })
  await expect
    .poll(
      async () => {
        await drawer.getByRole('button', { name: 'Test' }).click()
        return drawer.getByRole('status').innerText()
      },
      { timeout: 20_000, interval: 1_000 },
    )
    .toMatch(/Signs in[\s\S]*Finds the folder INBOX[\s\S]*1 mail lies there, it came/)
  expect(await flawsOf(owner)).toEqual([])
  await picture(owner, 'J04-mailbox')
  await page.keyboard.press('Escape')
  await page.getByRole('row', { name: /Order desk/ }).waitFor()
})

test('a question by mail is a question of its customer about its order, with its clock', async () => {
  pass(2)
  await until(async () => {
    const { rows } = await it.ask<{ rows: { last_ok_at: string | null }[] }>('GET', '/mailbox-states')
    return rows[0]?.last_ok_at ?? undefined
  })
  write(ASKED, { 'Message-ID': '<question@nord.example>' })
  pass(2)
  const found = await until(asked)
  inquiryId = found.inquiry_id
  expect(found).toMatchObject({ customer_id: 'NORD', order_id: 'SO-77', linked_by: 'text', state: 'open' })
  expect(found.first_due_at).not.toBeNull()
})

test('the desk sees it on top with what is known of the order, and answers', async () => {
  const { page } = coordinator
  await page.clock.setFixedTime(it.application.db.clock.now())
  await coordinator.open('/inquiries')
  await page.getByRole('row', { name: /Պատվեր/ }).click()
  await page.getByText(ASKED).waitFor()
  await page.getByText('What we know of the order').waitFor()
  await page.getByLabel('Your answer').fill('Բարև, Անի։ Ձեր պատվերը կհասնի ուրբաթ օրը։')
  await picture(coordinator, 'J04-inquiry')
  expect(await flawsOf(coordinator)).toEqual([])
  await page.getByRole('button', { name: 'Send the answer' }).click()
  await page.getByText('The answer is on its way').waitFor()
  const done = await until(asked)
  expect(done).toMatchObject({ state: 'answered', is_overdue: false })
  expect(done.first_hours).toBeLessThanOrEqual(2)
})

let answer: Email
test("the answer is in the customer's language and in the customer's thread", async () => {
  const { raw, to } = await until(() => smtp.taken.at(0))
  expect(to).toEqual(['ani@nord.example'])
  answer = await PostalMime.parse(raw)
  expect(head(answer, 'in-reply-to')).toBe('<question@nord.example>')
  expect(head(answer, 'references')).toBe('<question@nord.example>')
  expect(answer.subject).toBe('Re: Պատվեր')
  expect(answer.text).toContain('Ձեր պատվերը կհասնի ուրբաթ օրը։')
  // The frame around it, too, is Armenian.
  expect(answer.text!.replace('Ձեր պատվերը կհասնի ուրբաթ օրը։', '')).toMatch(/\p{Script=Armenian}{4}/u)
  expect(answer.html).toContain('lang="hy"')
  expect(head(answer, 'reply-to')).toMatch(/^desk\+[a-z0-9]{12}@depot\.example$/)
  expect(smtp.taken).toHaveLength(1)
})

test('a reply to it, even with another subject and nothing else to know it by, goes on in the conversation', async () => {
  write('Շնորհակալություն։ Իսկ ո՞ր ժամին։\n\n> Ձեր պատվերը կհասնի ուրբաթ օրը։', {
    ...{ 'Message-ID': '<again@nord.example>', Subject: 'Something else' },
    To: head(answer, 'reply-to')!,
  })
  pass(2)
  await until(async () => ((await asked())?.state === 'open' ? true : undefined))
  const { page } = coordinator
  await page.clock.setFixedTime(it.application.db.clock.now())
  await coordinator.open(`/inquiries/${inquiryId}`)
  await page.getByText('Շնորհակալություն։ Իսկ ո՞ր ժամին։').waitFor()
  expect(await page.getByText('> Ձեր պատվերը').count()).toBe(0)
  await page.getByRole('link', { name: /Quoted and signed parts are left out/ }).click()
  await page.getByRole('dialog').getByText('> Ձեր պատվերը կհասնի ուրբաթ օրը։').waitFor()
})

test('what a machine wrote is set apart, and a person takes it in after all', async () => {
  write('I am away until Monday', {
    ...{ 'Message-ID': '<away@nord.example>', 'Auto-Submitted': 'auto-replied', Subject: 'Away' },
    From: 'Ani <ani@nord.example>',
  })
  pass(2)
  const { page } = coordinator
  await until(async () => {
    const { total } = await it.ask<{ total: number }>('GET', '/incoming-mails?state=automatic')
    return total === 1 ? true : undefined
  })
  await page.clock.setFixedTime(it.application.db.clock.now())
  await coordinator.open('/incoming-mail?state=automatic')
  await page.getByRole('row', { name: /Away/ }).click()
  await picture(coordinator, 'J04-machine-mail')
  expect(await flawsOf(coordinator)).toEqual([])
  await page.getByRole('button', { name: 'Take it in after all' }).click()
  await page.getByRole('link', { name: /Open the inquiry/ }).waitFor()
})

test('nothing broke on the way, nothing was written twice, and the mailbox was only read', () => {
  expect(owner.broken).toEqual([])
  expect(coordinator.broken).toEqual([])
  expect(smtp.taken).toHaveLength(1)
  expect(imap.changes).toEqual([])
})
