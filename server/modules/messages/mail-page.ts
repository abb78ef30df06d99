/**
 * The mail as a page. Mail programs know little CSS and no scripts: tables, styles on each element, nothing to load.
 * Whatever comes from a template or a record is escaped.
 */
import { accentOf } from './accent.ts'
import type { Block, Rendered, TextLine } from './render.ts'
import { WORDS } from './words/index.ts'

const INK = '#1b2430'
const DIM = '#5b6675'
const LINE = '#dfe4ea'
const FONT =
  "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Armenian','Microsoft JhengHei',sans-serif"

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeText = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!)

export function toMailPage(rendered: Rendered, stopLink: string | null): string {
  const { labels } = WORDS[rendered.language]
  const contact = rendered.contact_line
    ? `<p style="margin:24px 0 0;color:${DIM}">${escapeText(labels.questions)} ${escapeText(rendered.contact_line)}</p>`
    : ''
  const foot = stopLink
    ? `<tr><td style="padding:16px 32px 28px;${FONT};font-size:12px;line-height:18px;color:${DIM}">${escapeText(rendered.why)}<br>
<a href="${escapeText(stopLink)}" style="color:${DIM};text-decoration:underline">${escapeText(labels.stop)}</a></td></tr>`
    : ''
  return `<!doctype html>
<html lang="${rendered.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light"><title>${escapeText(rendered.subject)}</title></head>
<body style="margin:0;padding:0;background:#f3f5f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid ${LINE};border-radius:10px">
<tr><td style="padding:22px 32px 0;${FONT};font-size:14px;font-weight:600;color:${accentOf(rendered.accent_color).ink}">${escapeText(rendered.company)}</td></tr>
<tr><td style="padding:10px 32px 28px;${FONT};font-size:15px;line-height:23px;color:${INK}">
<h1 style="margin:0 0 14px;font-size:21px;line-height:28px;font-weight:650;color:${INK}">${escapeText(rendered.subject)}</h1>
${rendered.blocks.map((block) => blockOf(block, rendered)).join('\n')}
${contact}</td></tr></table>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px">${foot}</table>
</td></tr></table></body></html>
`
}

function blockOf(block: Block, rendered: Rendered): string {
  if (block.is === 'text')
    return `<p style="margin:0 0 14px">${block.lines.map((line) => emphasized(line, rendered.filling.values.ask)).join('<br>')}</p>`
  if (block.is === 'choices')
    return `<ul style="margin:0 0 16px;padding:0 0 0 20px">${rendered.filling.choices
      .map((choice) => `<li style="margin:0 0 4px">${escapeText(choice)}</li>`)
      .join('')}</ul>`
  if (block.is === 'products') return productTable(rendered)
  const { labels } = WORDS[rendered.language]
  const { fill, onFill } = accentOf(rendered.accent_color)
  return `<p style="margin:20px 0 4px"><a href="${escapeText(rendered.filling.link)}" style="display:inline-block;padding:10px 18px;background:${fill};border-radius:6px;color:${onFill};font-weight:600;text-decoration:none">${escapeText(labels.open)}</a></p>`
}

/** What the reader looks for stands out; its label is dimmed; an address of ours can be pressed. */
function emphasized({ text, labelEnd }: TextLine, address: string | undefined): string {
  if (address && text.endsWith(address)) {
    const link = `<a href="${escapeText(address)}" style="color:${INK};overflow-wrap:anywhere">${escapeText(address)}</a>`
    return `${escapeText(text.slice(0, -address.length))}${link}`
  }
  if (labelEnd === 0) return escapeText(text)
  const [label, value] = [text.slice(0, labelEnd), text.slice(labelEnd)]
  return `<span style="color:${DIM}">${escapeText(label)}</span><strong style="font-weight:650">${escapeText(value)}</strong>`
}

function productTable({ filling, language }: Rendered): string {
  const { labels } = WORDS[language]
  const isMoved = filling.products.some(({ before }) => before !== null)
  const isDated = filling.products.some(({ day }) => day !== '')
  const head = (text: string, align = 'left') =>
    `<th align="${align}" style="padding:6px 10px 6px 0;border-bottom:1px solid ${LINE};font-size:12px;line-height:16px;font-weight:600;color:${DIM}">${escapeText(text)}</th>`
  const cell = (text: string, style = '', align = 'left') =>
    `<td align="${align}" style="padding:8px 10px 8px 0;border-bottom:1px solid ${LINE};vertical-align:top;${style}">${text}</td>`
  const rows = filling.products.map(({ name, quantity, day, before }) =>
    [
      '<tr>',
      cell(escapeText(name)),
      cell(escapeText(quantity), 'white-space:nowrap', 'right'),
      ...(isMoved ? [cell(escapeText(before ?? ''), `color:${DIM};text-decoration:line-through`)] : []),
      ...(isDated ? [cell(escapeText(day), 'font-weight:600')] : []),
      '</tr>',
    ].join(''),
  )
  return `<table width="100%" cellpadding="0" cellspacing="0" style="margin:2px 0 18px;font-size:14px;line-height:20px;border-collapse:collapse"><thead><tr>${head(labels.product)}${head(labels.quantity, 'right')}${isMoved ? head(labels.before) : ''}${isDated ? head(labels.day) : ''}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}
