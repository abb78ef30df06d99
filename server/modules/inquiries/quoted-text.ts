/**
 * What somebody wrote, without what they quote and how they sign. Only for showing: the whole is kept.
 *
 * From the first line that begins a quotation at the end on, everything goes: a line of arrows, the line that mail programs
 * put before what they quote, the head of a forwarded mail, or the two dashes before a signature. A quotation with words
 * below it stays, since the words answer it.
 */

/** Mail programs say who wrote what follows: on a day, at an hour, an address, and a colon at the end. */
const WRITTEN = [
  /^On .{6,200} wrote:$/i,
  /^Am .{6,200} schrieb .{0,200}:$/i,
  /^Le .{6,200} a écrit\s?:$/i,
  /^El .{6,200} escribió:$/i,
  /^(În|In|Pe|La) .{6,200} a scris:$/i,
  /^.{6,200} (пишет|написал\(а\)|написала?):$/i,
  /^.{6,200} (գրել է|գրեց)[:։]$/i,
  /^.{6,200}(寫道|写道)[：:]$/i,
]
const DIVIDER =
  /^[-_ ]{2,}\s*(Original Message|Forwarded message|Mesaj original|Mesaj redirecționat|Исходное сообщение|Пересылаемое сообщение|Սկզբնական հաղորդագրություն|原始郵件|轉寄的郵件|Ursprüngliche Nachricht)\s*[-_ ]*$/i
const HEAD = /^\*?(From|De la|От|Ումից|寄件者|Von|De)\*?\s?[:：]\s?\*?\s*\S/i
const HEAD_NEXT =
  /^\*?(Sent|Date|To|Trimis|Data|Către|Отправлено|Дата|Кому|Ուղարկվել է|Ում|寄件日期|日期|收件者|Gesendet|An)\*?\s?[:：]/i
const LINES_MAX = 5_000

export function writtenPart(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').slice(0, LINES_MAX)
  const end = lines.findIndex((_, at) => beginsTail(lines, at))
  const kept = withoutTrailingQuote(end === -1 ? lines : lines.slice(0, end))
    .join('\n')
    .trim()
  // Whoever writes only below a quotation, or forwards without a word, is shown whole.
  return kept === '' ? text.trim() : kept
}

function beginsTail(lines: readonly string[], at: number): boolean {
  const line = lines[at]!
  if (line === '-- ' || line === '--') return true
  const trimmed = line.trim()
  if (trimmed.length > 400 || trimmed === '') return false
  if (DIVIDER.test(trimmed)) return true
  if (HEAD.test(trimmed)) return lines.slice(at + 1, at + 4).some((next) => HEAD_NEXT.test(next.trim()))
  return isWrittenLine(lines, at) && isQuotedToTheEnd(lines, at)
}

/** Long ones are broken in two. */
function isWrittenLine(lines: readonly string[], at: number): boolean {
  const one = lines[at]!.trim()
  const two = `${one} ${(lines[at + 1] ?? '').slice(0, 400).trim()}`
  return WRITTEN.some((shape) => shape.test(one) || (one.length > 20 && shape.test(two)))
}

/** Below it stands nothing but what is quoted; programs that do not mark it leave no arrow at all. */
function isQuotedToTheEnd(lines: readonly string[], at: number): boolean {
  const below = lines.slice(at + 1).map((line) => line.trim())
  if (!below.some((line) => line.startsWith('>'))) return true
  const lastQuoted = below.findLastIndex((line) => line.startsWith('>'))
  return below.slice(lastQuoted + 1).every((line) => line === '')
}

function withoutTrailingQuote(lines: readonly string[]): readonly string[] {
  let end = lines.length
  while (end > 0 && (lines[end - 1]!.trim() === '' || lines[end - 1]!.startsWith('>'))) end--
  return lines.slice(0, end)
}
