import { expect, test } from 'vitest'
import { codesIn, isForged, judgeMail, plusAddress, type ReadMail, shownSubject, tagOf, tokenIn } from './mail.ts'

const mail = (more: Partial<ReadMail> = {}): ReadMail => ({
  message_id: '<1@nord.example>',
  refers_to: [],
  from: { address: 'ana@nord.example', name: 'Ana' },
  to: ['desk@depot.example'],
  subject: 'Where is it?',
  text: 'Where is my order?',
  headers: {},
  files: [],
  bounce: null,
  problem: null,
  ...more,
})
const OURS = new Set(['desk@depot.example'])
const reasonOf = (headers: Record<string, string>, more: Partial<ReadMail> = {}) =>
  judgeMail(mail({ headers, ...more }), OURS).reason

test('what a person wrote is a question', () => {
  expect(judgeMail(mail(), OURS)).toEqual({ state: 'taken', reason: null })
  expect(reasonOf({ 'auto-submitted': 'no', precedence: 'first-class' })).toBeNull()
})

test('what a machine wrote is none: notices of absence, reports of failure, circulars, and what we wrote ourselves', () => {
  expect(reasonOf({ 'auto-submitted': 'auto-replied' })).toBe('auto_reply')
  expect(reasonOf({ 'auto-submitted': 'auto-generated; x=1' })).toBe('auto_reply')
  expect(reasonOf({ precedence: 'auto_reply' })).toBe('auto_reply')
  expect(reasonOf({ 'x-autoreply': 'yes' })).toBe('auto_reply')
  expect(reasonOf({ 'return-path': '<>' })).toBe('bounce')
  expect(reasonOf({}, { from: { address: 'mailer-daemon@nord.example', name: null } })).toBe('bounce')
  expect(reasonOf({}, { bounce: { is_final: true, of: null } })).toBe('bounce')
  expect(reasonOf({ 'list-id': 'News <news.nord.example>' })).toBe('mailing_list')
  expect(reasonOf({ precedence: 'bulk' })).toBe('mailing_list')
  expect(reasonOf({}, { from: { address: 'desk@depot.example', name: null } })).toBe('loop')
})

test('our own address may be a list among our people', () => {
  expect(reasonOf({ 'list-id': 'Desk <desk.depot.example>', precedence: 'list' })).toBeNull()
  expect(reasonOf({ 'list-id': '<x.groups.example>', 'list-post': '<mailto:desk@depot.example>' })).toBeNull()
})

test('what says nothing, or does not say from whom, cannot be read', () => {
  expect(reasonOf({}, { from: null })).toBe('no_sender')
  expect(reasonOf({}, { subject: ' ', text: '\n' })).toBe('empty')
  expect(reasonOf({ 'auto-submitted': 'auto-replied' }, { problem: 'too_large' })).toBe('too_large')
})

test('the token of a conversation is found in our address and in the subject, and nothing else is one', () => {
  const token = 'abc234defgh9'
  expect(tokenIn({ to: [plusAddress('desk@depot.example', token)], subject: '' })).toBe(token)
  expect(tokenIn({ to: [], subject: `Re: Where is it? ${tagOf(token)}` })).toBe(token)
  expect(tokenIn({ to: ['desk+orders@depot.example'], subject: '[#1] [IQ-1]' })).toBeNull()
  expect(shownSubject(mail({ subject: `Re: Where is it? ${tagOf(token)}` }))).toBe('Re: Where is it?')
  expect(shownSubject(mail({ subject: '', text: '\n\nGood morning\nI ask' }))).toBe('Good morning')
})

test('numbers of orders are looked for among words with a digit', () => {
  expect(codesIn('Order SO-1001!', 'and PO 4711/22, thanks. 16.03.')).toEqual(['SO-1001', '4711/22', '16.03'])
})

test('our own server says who is not who it seems', () => {
  expect(isForged(mail({ headers: { 'authentication-results': 'mx.depot.example; dmarc=fail (p=reject)' } }))).toBe(
    true,
  )
  expect(isForged(mail({ headers: { 'authentication-results': 'mx.depot.example; dmarc=pass' } }))).toBe(false)
})
