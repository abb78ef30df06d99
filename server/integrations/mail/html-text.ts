/**
 * The text of a page that somebody mailed. It is never shown as a page: what it would load, run or hide is left out here.
 *
 * One pass over the characters, so that no nesting and no length can make it slow.
 */

const SILENT = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'math', 'object', 'iframe'])
const BREAKS = new Set([
  'br',
  'hr',
  'p',
  'div',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
])
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', bull: '•' },
  ...{
    laquo: '«',
    raquo: '»',
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    euro: '€',
    copy: '©',
    reg: '®',
    deg: '°',
  },
  ...{ shy: '', zwnj: '', zwj: '', times: '×', middot: '·', auml: 'ä', ouml: 'ö', uuml: 'ü', szlig: 'ß', eacute: 'é' },
}

interface Reading {
  text: string
  /** What is silent counts in, and out again. */
  silent: string | null
  quoted: number
}

export function htmlToText(html: string): string {
  const reading: Reading = { text: '', silent: null, quoted: 0 }
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      say(reading, html.slice(at))
      break
    }
    say(reading, html.slice(at, open))
    at = afterTag(html, open, reading)
  }
  return reading.text
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n>(?=\n|$)/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Past what begins at `open`: a comment, a tag, or a mere sign. */
function afterTag(html: string, open: number, reading: Reading): number {
  if (html.startsWith('<!--', open)) return endOf(html, '-->', open + 4)
  const name = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 24))
  if (!name) {
    if (html[open + 1] === '!' || html[open + 1] === '?') return endOf(html, '>', open + 1)
    say(reading, '<')
    return open + 1
  }
  const end = endOf(html, '>', open)
  heed(reading, { isEnd: name[1] === '/', tag: name[2]!.toLowerCase() })
  return end
}

const endOf = (html: string, mark: string, from: number): number => {
  const at = html.indexOf(mark, from)
  return at === -1 ? html.length : at + mark.length
}

function heed(reading: Reading, { isEnd, tag }: { isEnd: boolean; tag: string }): void {
  if (reading.silent !== null) {
    if (isEnd && tag === reading.silent) reading.silent = null
    return
  }
  if (SILENT.has(tag)) {
    if (!isEnd) reading.silent = tag
    return
  }
  if (tag === 'blockquote') {
    reading.quoted = Math.max(0, reading.quoted + (isEnd ? -1 : 1))
    breakLine(reading)
  } else if (BREAKS.has(tag)) breakLine(reading)
  else if (tag === 'td' || tag === 'th') reading.text += ' '
}

function breakLine(reading: Reading): void {
  reading.text += `\n${reading.quoted > 0 ? '> ' : ''}`
}

function say(reading: Reading, text: string): void {
  if (reading.silent !== null || text === '') return
  reading.text += decode(text).replace(/\s+/g, ' ')
}

const decode = (text: string): string =>
  text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, entity: string) => {
    if (entity[0] !== '#') return ENTITIES[entity.toLowerCase()] ?? whole
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
