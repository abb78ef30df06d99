/** The public page of one survey: one form, readable and answerable without a script. Whatever comes from a record is escaped. */
import { BUYING_ROLES } from '../../../contract/imports.ts'
import { DEPARTMENTS } from '../../../contract/service-elements.ts'
import { accentOf, escapeText } from '../../modules/messages/index.ts'
import type { AnswerFault } from '../../modules/needs/index.ts'
import type { FailedAs } from '../../platform/http/failed-as.ts'
import { LANGUAGE_NAMES, type PageLanguage } from '../../platform/http/reader-language.ts'
import type { SurveyOnPage } from '../../views/needs/survey-on-page.ts'
import { questionPart } from './questions.ts'
import type { Fields } from './read-form.ts'
import { SURVEY_WORDS } from './words/index.ts'
import type { SurveyWords } from './words/survey-words.ts'

export interface PageInput {
  readonly survey: SurveyOnPage
  readonly language: PageLanguage
  readonly path: string
  readonly fields: Fields
  readonly faults: readonly AnswerFault[]
  /** `form`: to be filled in; `kept`: just sent; `there`: answered before; `conflict`: another answer came meanwhile. */
  readonly state: 'form' | 'kept' | 'there' | 'conflict'
  readonly version: number
}

export function toPage(input: PageInput): string {
  const { survey, language } = input
  const words = wordsOf(survey, language)
  return document({
    language,
    accent: survey.accent_color,
    title: `${survey.name} · ${survey.company}`,
    body: `<header><p class="co">${escapeText(survey.company)}</p></header>
<main><h1>${escapeText(survey.name)}</h1>
${head(input, words)}
${form(input, words)}
</main>
<footer>${languages(language, input.path)}</footer>`,
  })
}

function wordsOf({ audience }: SurveyOnPage, language: PageLanguage): SurveyWords {
  const words = SURVEY_WORDS[language]
  return audience === 'staff' ? { ...words, questions: { ...words.questions, ...words.askedOfOwn } } : words
}

/** A link that opens nothing: the same words for one that never was and one that has ended. */
export function toGonePage(language: PageLanguage, failure: FailedAs | null = null): string {
  const words = SURVEY_WORDS[language]
  const said = failure
    ? `<h1>${escapeText(words[failure])}</h1>`
    : `<h1>${escapeText(words.gone)}</h1><p>${escapeText(words.goneWhy)}</p>`
  return document({
    language,
    accent: null,
    title: failure ? words[failure] : words.gone,
    body: `<main>${said}</main>`,
  })
}

function head({ survey, language, state, faults }: PageInput, words: SurveyWords): string {
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const time = new Intl.DateTimeFormat(language, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...{ timeZone: survey.zone, timeZoneName: 'short' },
  })
  const paragraph = (text: string, as = '') => `<p${as}>${escapeText(text)}</p>`
  const said = {
    form: () => '',
    kept: () => paragraph(words.thanks, ' class="good" role="status"'),
    there: () =>
      survey.answered_at ? paragraph(words.answeredAt.replace('{time}', time.format(survey.answered_at))) : '',
    conflict: () =>
      `<div class="note" role="alert"><p><strong>${escapeText(words.conflict)}</strong></p>${paragraph(words.conflictWhy)}</div>`,
  }[state]()
  return [
    said,
    faults.length ? paragraph(words.check, ' class="note" role="alert"') : '',
    survey.audience === 'staff'
      ? paragraph(words.believe.replace('{segment}', survey.segment_name ?? words.allSegments))
      : '',
    survey.intro ? paragraph(survey.intro, ' class="intro"') : '',
    paragraph(words.together, ' class="dim"'),
    paragraph(words.until.replace('{day}', day.format(new Date(`${survey.closes_on}T00:00:00Z`))), ' class="dim"'),
  ].join('')
}

function form(input: PageInput, words: SurveyWords): string {
  const { survey, language, path, fields, faults, state, version } = input
  const asking = {
    ...{ words, fields, faults, invitationId: survey.invitation_id },
    nameOf: (id: string) => words.elements[id as keyof typeof words.elements] ?? ownName(survey, id, language),
    competitorOf: (id: string) => survey.competitors[id] ?? id,
  }
  const body = `<form method="post" action="${escapeText(path)}?l=${language}">
<input type="hidden" name="v" value="${version}">
${who(survey, fields, words)}
${survey.questions.map((question) => questionPart(question, asking)).join('\n')}
<div class="send">${
    state === 'conflict'
      ? `<button name="replace" value="1">${escapeText(words.replace)}</button> <a href="${escapeText(path)}?l=${language}">${escapeText(words.keep)}</a>`
      : `<button>${escapeText(words.send)}</button>`
  }</div></form>`
  return state === 'kept' || state === 'there'
    ? `<details${state === 'there' ? ' open' : ''}><summary>${escapeText(words.change)}</summary>${body}</details>`
    : body
}

function ownName({ own_elements }: SurveyOnPage, id: string, language: PageLanguage): string {
  const found = own_elements[id]
  return found?.names[language] ?? found?.name ?? id
}

function who(survey: SurveyOnPage, fields: Fields, words: SurveyWords): string {
  const isStaff = survey.audience === 'staff'
  const [name, label] = isStaff ? ['department', words.department] : ['role', words.youAre]
  const names: Readonly<Record<string, string>> = isStaff ? words.departments : words.roles
  const chosen = fields[name] ?? survey.buying_role ?? ''
  const options = (isStaff ? DEPARTMENTS : BUYING_ROLES).map(
    (one) => `<option value="${one}"${chosen === one ? ' selected' : ''}>${escapeText(names[one]!)}</option>`,
  )
  return `<section class="q"><div class="row"><label for="who"><strong>${escapeText(label)}</strong></label><select id="who" name="${name}"><option value="">${escapeText(words.chooseRole)}</option>${options.join('')}</select></div></section>`
}

const languages = (current: PageLanguage, path: string) =>
  `<nav>${(Object.entries(LANGUAGE_NAMES) as [PageLanguage, string][])
    .map(([code, name]) =>
      code === current
        ? `<span aria-current="true" lang="${code}">${name}</span>`
        : `<a href="${escapeText(path)}?l=${code}" lang="${code}" hreflang="${code}">${name}</a>`,
    )
    .join(' ')}</nav>`

const STYLE = `:root{color-scheme:light dark;--ink:#1b2430;--dim:#5b6675;--bg:#f3f5f7;--card:#fff;--line:#dfe4ea;--edge:#7d8896;--warn:#8a4b00;--warnbg:#fff4e0;--good:#0b5d36;--goodbg:#e4f5ec}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf2;--dim:#a3afbc;--bg:#12171d;--card:#1b222b;--line:#333d49;--edge:#8894a3;--warn:#ffc46b;--warnbg:#3a2c12;--good:#8fe0b4;--goodbg:#12301f}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Armenian","Microsoft JhengHei",sans-serif}
header{background:var(--fill);color:var(--onfill)}.co{font-weight:650}header p,main,footer{max-width:720px;margin:0 auto;padding:14px 20px}
main{background:var(--card);padding:22px 20px 26px}@media(min-width:760px){main{margin-top:20px;border:1px solid var(--line);border-radius:12px;padding:26px 32px}}
h1{margin:2px 0 12px;font-size:26px;line-height:1.25}h2{margin:0 0 4px;font-size:18px;line-height:1.35}.dim,.ends{color:var(--dim);font-size:14px}p{margin:6px 0}.intro{white-space:pre-line}
.q{padding:20px 0;border-top:1px solid var(--line)}.q:first-of-type{border-top:0}.bad{border-left:4px solid var(--warn);padding-left:14px}
.note{margin:10px 0;padding:10px 12px;border-radius:8px;background:var(--warnbg);color:var(--warn)}.good{padding:10px 12px;border-radius:8px;background:var(--goodbg);color:var(--good)}
fieldset{border:0;margin:14px 0 0;padding:0;min-width:0}legend{padding:0;font-weight:600}.ends{display:flex;justify-content:space-between;gap:16px;margin:2px 0 6px}
.steps{display:flex;flex-wrap:wrap;gap:6px}.step{flex:1 1 36px;min-width:36px;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:2px;padding:7px 2px;border:1px solid var(--line);border-radius:8px;font-size:14px;font-variant-numeric:tabular-nums}
.wide{flex:2 1 96px;text-align:center}input[type=radio]{width:20px;height:20px;margin:0;accent-color:var(--ink)}
.row{display:flex;align-items:center;justify-content:space-between;gap:16px;padding:6px 0}.row label{flex:1}input[type=number]{width:84px;text-align:end}
input[type=number],select,textarea{font:inherit;padding:8px 10px;border:1px solid var(--edge);border-radius:8px;background:var(--card);color:var(--ink);max-width:60%}textarea{width:100%;max-width:100%}
.set{width:100%;border-collapse:collapse;margin:12px 0}.set caption{text-align:start;font-weight:600;padding:4px 0}.set th[scope=row]{text-align:start;font-weight:400;padding:4px 0}.set th[scope=col]{font-size:13px;font-weight:600;width:92px;padding:4px}.set td{text-align:center}.set tbody tr{border-top:1px solid var(--line)}
.pick{display:inline-flex;align-items:center;justify-content:center;width:44px;height:44px}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.send{padding-top:18px;border-top:1px solid var(--line)}button{font:inherit;font-weight:600;padding:11px 26px;border:0;border-radius:8px;background:var(--fill);color:var(--onfill);cursor:pointer;margin-inline-end:16px}
summary{cursor:pointer;padding:10px 0;font-weight:600}:focus-visible{outline:3px solid var(--ink);outline-offset:2px}footer{font-size:14px}nav{display:flex;flex-wrap:wrap;gap:6px 14px}a{color:inherit}`

function document({
  language,
  accent,
  title,
  body,
}: {
  language: string
  accent: string | null
  title: string
  body: string
}): string {
  const { fill, onFill } = accentOf(accent)
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${escapeText(title)}</title>
<style>${STYLE}:root{--fill:${fill};--onfill:${onFill}}</style></head>
<body>
${body}
</body></html>
`
}
