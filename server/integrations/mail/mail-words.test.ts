/** What the operator sets up, and what the reader reads. */
import { expect, test } from 'vitest'
import { Language } from '../../../contract/values.ts'
import { writeInvitation } from './invitation-words.ts'
import { readMailSetting } from './mail-setting.ts'

const facts = {
  organization: 'Nord Depot',
  link: 'https://x.example/invitation#si_t',
  expiresAt: new Date('2026-03-23T09:00:00Z'),
}

test.each(Language.options)(
  'the invitation in %s says who invites, where to go and until when, in its own words',
  (language) => {
    const { subject, text } = writeInvitation(facts, language)
    expect(subject).toContain('Nord Depot')
    expect(text).toContain(`\n${facts.link}\n`)
    expect(text).toMatch(/2026/)
    expect(text).not.toMatch(/undefined|\$\{/)
    if (language !== 'en') expect(text).not.toContain('invites')
  },
)

test('mail is set up by both settings or by none', () => {
  expect(readMailSetting({})).toBeNull()
  const both = { SMTP_URL: 'smtps://me:s3cret@mail.example', MAIL_FROM: 'Nord <desk@nord.example>' }
  expect(readMailSetting(both)).toEqual({ url: both.SMTP_URL, from: both.MAIL_FROM })
  for (const wrong of [
    { ...both, MAIL_FROM: undefined },
    { ...both, SMTP_URL: '' },
    { ...both, SMTP_URL: 'mail.example s3cret' },
    { ...both, MAIL_FROM: 'nobody' },
    { ...both, MAIL_FROM: 'a@b.example\r\nBcc: all@b.example' },
  ])
    expect(() => readMailSetting(wrong)).toThrow(/^(?!.*s3cret)/)
})
