import { expect, test } from 'vitest'
import { htmlToText } from './html-text.ts'
import { readFile, readMail } from './read-mail.ts'

const bytes = (text: string) => Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'latin1')
const mime = (text: string) => readMail({ kind: 'mime', bytes: bytes(text) })

const WITH_FILE = `From: =?UTF-8?B?QW5hIEnFo25lc2N1?= <Ana@Nord.Example>
To: "Desk, main" <desk@depot.example>, team: a@x.example, b@x.example;
Subject: =?windows-1251?B?x+Dq4Ocg?= SO-1
Message-ID: <one@nord.example>
In-Reply-To: <before@depot.example>
References: <first@depot.example> <before@depot.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=windows-1251
Content-Transfer-Encoding: quoted-printable

=C3=E4=E5?
--b
Content-Type: application/pdf; name="../../etc/passwd.pdf"
Content-Disposition: attachment; filename="../../etc/pass<wd>.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--b--
`

test('a mail is read with its names, its letters of whatever code, what it answers and its files', async () => {
  const read = await mime(WITH_FILE)
  expect(read).toMatchObject({
    message_id: '<one@nord.example>',
    refers_to: ['<before@depot.example>', '<first@depot.example>'],
    from: { address: 'ana@nord.example', name: 'Ana Iţnescu' },
    to: ['desk@depot.example', 'a@x.example', 'b@x.example'],
    subject: 'Заказ  SO-1',
    problem: null,
  })
  expect(read.text.trim()).toBe('Где?')
  expect(read.files).toEqual([{ at: 0, name: 'pass wd .pdf', media_type: 'application/pdf', bytes: 4 }])
  const found = await readFile({ kind: 'mime', bytes: bytes(WITH_FILE) }, 0)
  expect(found?.content.toString()).toBe('%PDF')
})

test('a page is taken for its words: nothing it hides, loads or runs', async () => {
  const read = await mime(`From: a@x.example\nMessage-ID: <2@x>\nContent-Type: text/html; charset=utf-8\n
<html><head><title>t</title><style>p{}</style></head><body><p>Two &lt;pallets&gt;<br>by&nbsp;Friday</p><script>alert(1)</script>
<img src="https://x.example/pixel"><blockquote><div>What you wrote</div></blockquote></body></html>`)
  expect(read.text.replace(/\n+/g, '\n').trim()).toBe('Two <pallets>\nby Friday\n> What you wrote')
  expect(htmlToText('a < b <!-- no --> c <unknown>d</unknown> <script>x')).toBe('a < b c d')
})

test('a report of failure names the mail that did not arrive', async () => {
  const read = await mime(`From: MAILER-DAEMON@mx.nord.example
Message-ID: <dsn@mx>
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.nord.example

Final-Recipient: rfc822; ana@nord.example
Action: failed
Status: 5.1.1
--b
Content-Type: message/rfc822

From: desk@depot.example
Message-ID: <message.0197-a@depot.example>
Subject: x

x
--b--
`)
  expect(read.bounce).toEqual({ is_final: true, of: '<message.0197-a@depot.example>' })
})

test('what a mail service sends as JSON is read: the mail as it came, or its fields', async () => {
  const json = (given: object) => readMail({ kind: 'json', bytes: Buffer.from(JSON.stringify(given)) })
  const raw = 'From: a@x.example\r\nMessage-ID: <3@x>\r\nSubject: s\r\n\r\nwords'
  for (const given of [{ RawEmail: raw }, { content: Buffer.from(raw).toString('base64') }, { data: { raw } }])
    expect(await json(given)).toMatchObject({ message_id: '<3@x>', subject: 's', problem: null })
  const fields = await json({
    From: 'Ana <ana@nord.example>',
    To: 'desk@depot.example',
    Subject: 'Order',
    TextBody: 'When?',
    MessageID: 'of-the-service',
    Headers: [{ Name: 'Message-ID', Value: '<4@x>' }],
    Attachments: [{ Name: 'a.png', ContentType: 'image/png', Content: 'AAAA' }],
  })
  expect(fields).toMatchObject({ message_id: '<4@x>', text: 'When?', files: [{ name: 'a.png', bytes: 3 }] })
})

test.each([
  ['nothing', ''],
  ['noise', '\u0000\u0001\u0002 not a mail at all'],
  ['a page', '<html><body>hello</body></html>'],
])('%s is no mail, and said to be none', async (_, text) => {
  expect((await mime(text)).problem).toBe('malformed')
})

test('broken JSON, JSON that is no mail, and lists in place of words are refused without an error', async () => {
  for (const text of [
    '{',
    '[]',
    'null',
    '3',
    '{"Headers":{"a":1},"x":1}',
    '{"Headers":[null,3,{"Name":3}],"Attachments":[null,7]}',
  ]) {
    const read = await readMail({ kind: 'json', bytes: Buffer.from(text) })
    expect([text, ['malformed', null].includes(read.problem)]).toEqual([text, true])
  }
})

test('parts within parts without end are refused, and soon', async () => {
  const before = process.cpuUsage()
  const deep = Array.from({ length: 5_000 }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`)
  const read = await mime(`From: a@x.example\nMessage-ID: <5@x>\n${deep.join('')}`)
  expect(read.problem).toBe('too_many_parts')
  const wide = await mime(
    `From: a@x.example\nMessage-ID: <6@x>\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\nContent-Type: image/png\n\nx\n'.repeat(5_000)}--b--`,
  )
  expect([wide.problem, wide.files.length]).toEqual(['too_many_parts', 100])
  const long = await mime(`From: a@x.example\nMessage-ID: <7@x>\nSubject: ${'=?utf-8?Q?a?= '.repeat(200_000)}\n\nx`)
  expect(['too_many_parts', null]).toContain(long.problem)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(5)
})
