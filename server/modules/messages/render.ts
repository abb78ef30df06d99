/** A template with its holes filled: paragraphs and blocks, and of these plain text and a short message. */
import { BLOCKS, type BlockName, fillLine } from './holes.ts'
import type { Filling, Surroundings } from './told.ts'
import { type LanguageCode, WORDS } from './words/index.ts'
import type { TemplateWords } from './words/language-words.ts'

export interface TextLine {
  readonly text: string
  /** Where the label of a line such as "New date: {window}" ends; 0: it has none. */
  readonly labelEnd: number
}

export type Block =
  | { readonly is: 'text'; readonly lines: readonly TextLine[] }
  | { readonly is: 'products' | 'choices' | 'link' }

export interface Rendered {
  readonly subject: string
  readonly blocks: readonly Block[]
  readonly filling: Filling
  readonly language: LanguageCode
  readonly company: string
  readonly contact_line: string | null
  readonly accent_color: string | null
  /** Why the reader gets it. */
  readonly why: string
}

export function render(
  { subject, body }: Pick<TemplateWords, 'subject' | 'body'>,
  filling: Filling,
  { language, around }: { language: LanguageCode; around: Surroundings },
): Rendered {
  const { labels } = WORDS[language]
  return {
    subject: oneLine(fillLine(subject, filling.values) ?? subject.replace(/\{[^}]*\}/g, '')),
    blocks: toBlocks(body, filling),
    filling,
    language,
    company: around.company,
    contact_line: around.contact_line,
    accent_color: around.accent_color,
    why: fillLine(labels.why, { customer: around.customer || around.company, company: around.company }) ?? '',
  }
}

/** A subject is one line of a mail's head. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

const LABELED = /^([^{}]{2,40}[:：՝]\s*)\{\w+\}$/

/** Empty lines part paragraphs; a paragraph of which nothing is left is left out. */
function toBlocks(body: string, filling: Filling): Block[] {
  return body.split(/\n\s*\n/).flatMap((paragraph): Block[] => {
    const blocks: Block[] = []
    let lines: TextLine[] = []
    const endText = () => {
      if (lines.length) blocks.push({ is: 'text', lines })
      lines = []
    }
    for (const line of paragraph.split('\n')) {
      const block = BLOCKS.find((name) => line.trim() === `{${name}}`)
      if (block) {
        endText()
        if (hasMore(block, filling)) blocks.push({ is: block })
        continue
      }
      const filled = fillLine(line, filling.values)
      if (filled?.trim()) lines.push({ text: filled, labelEnd: LABELED.exec(line)?.[1]?.length ?? 0 })
    }
    endText()
    return blocks
  })
}

const hasMore = (block: BlockName, { products, choices, link }: Filling) =>
  block === 'products' ? products.length > 0 : block === 'choices' ? choices.length > 0 : link !== ''

/** As a person edits it before sending: text filled in, tables, lists and the button still as holes. */
export const toEditable = (rendered: Rendered): string =>
  rendered.blocks
    .map((block) => (block.is === 'text' ? block.lines.map(({ text }) => text).join('\n') : `{${block.is}}`))
    .join('\n\n')

/** Everything between the greeting and the foot, as it is shown in the portal and in the log. */
export const toPlainBody = (rendered: Rendered): string =>
  rendered.blocks.map((block) => plainBlock(block, rendered)).join('\n\n')

function plainBlock(block: Block, { filling, language }: Rendered): string {
  const { labels } = WORDS[language]
  if (block.is === 'text') return block.lines.map(({ text }) => text).join('\n')
  if (block.is === 'choices') return filling.choices.map((choice) => `- ${choice}`).join('\n')
  if (block.is === 'link') return `${labels.open}: ${filling.link}`
  return filling.products
    .map(({ name, quantity, day, before }) => {
      const goods = day ? `- ${name}, ${quantity}: ${day}` : `- ${name}, ${quantity}`
      return before ? `${goods} (${labels.before}: ${before})` : goods
    })
    .join('\n')
}

/** The mail as plain text, whole. */
export function toText(rendered: Rendered, stopLink: string | null): string {
  const { labels } = WORDS[rendered.language]
  const foot = [
    rendered.contact_line && `${labels.questions} ${rendered.contact_line}`,
    rendered.company,
    stopLink && `--\n${rendered.why}\n${labels.stop}: ${stopLink}`,
  ]
  return `${[toPlainBody(rendered), ...foot].filter(Boolean).join('\n\n')}\n`
}

export const SMS_MAX = 480

/** One line. A clause whose hole has nothing to say falls out, and the rest of its sentence stays. */
export function toSms(template: string, filling: Filling): string {
  const whole = fillLine(template, filling.values)
  const text =
    whole ??
    template
      .split(/(?<=[.。։!]) */)
      .flatMap((part) => knownPart(part, filling) ?? [])
      .join(' ')
  const short = oneLine(text || (filling.values.order ?? ''))
  return short.length > SMS_MAX ? `${short.slice(0, SMS_MAX - 1)}…` : short
}

function knownPart(sentence: string, { values }: Filling): string | null {
  const whole = fillLine(sentence, values)
  if (whole !== null) return whole
  const end = /[.。։!]$/.exec(sentence)?.[0] ?? ''
  const clauses = sentence.slice(0, sentence.length - end.length).split(/(?<=[,，]) */)
  const known = clauses.flatMap((clause) => fillLine(clause, values) ?? [])
  return known.length ? `${known.join(' ').replace(/[,，]$/, '')}${end}` : null
}

/** The letters that take one septet in GSM 03.38, and those that take two. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/
const GSM_TWO = /[\^{}\\[~\]|€]/g

/** In how many parts a gateway will send it, and so what it costs. */
export function smsParts(text: string): number {
  const isGsm = GSM.test(text)
  const length = isGsm ? text.length + (text.match(GSM_TWO)?.length ?? 0) : text.length
  const [one, each] = isGsm ? [160, 153] : [70, 67]
  return length <= one ? 1 : Math.ceil(length / each)
}
