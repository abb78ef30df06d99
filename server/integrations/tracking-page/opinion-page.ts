/** The forms by which a reader of a public page says something, and the page on which a problem's handling is asked about. */
import { HANDLED_ANSWERS, HANDLED_PARTS, SCORE_MAX } from '../../../contract/feedback.ts'
import { escapeText } from '../../modules/messages/index.ts'
import type { PageLanguage } from '../../platform/http/reader-language.ts'
import { document, languages } from './document.ts'
import { OPINION_WORDS } from './words/opinion-words.ts'

const WORDS_MAX = 2_000

const wordsField = (language: PageLanguage) =>
  `<label for="c">${escapeText(OPINION_WORDS[language].words)}</label>
<textarea id="c" name="comment" rows="3" maxlength="${WORDS_MAX}"></textarea>`

/** `state`: none: nothing is asked. */
export function opinionPart(
  state: 'none' | 'asked' | 'given',
  { language, path }: { language: PageLanguage; path: string },
): string {
  if (state === 'none') return ''
  const words = OPINION_WORDS[language]
  if (state === 'given')
    return `<section id="opinion" aria-labelledby="o"><h2 id="o">${escapeText(words.thanks)}</h2><p>${escapeText(words.thanksWhy)}</p></section>`
  const scores = Array.from({ length: SCORE_MAX }, (_, at) => {
    const score = at + 1
    const said = score === 1 ? ` (${words.bad})` : score === SCORE_MAX ? ` (${words.good})` : ''
    return `<label><input type="radio" name="score" value="${score}" required>${score}${escapeText(said)}</label>`
  })
  return `<section id="opinion"><form method="post" action="${escapeText(path)}?l=${language}#opinion"><fieldset><legend>${escapeText(words.delivery)}</legend>
<div class="row">${scores.join('')}</div></fieldset>${wordsField(language)}<button>${escapeText(words.send)}</button></form></section>`
}

export interface HandledPage {
  readonly state: 'asked' | 'missing' | 'given' | 'over'
  readonly company: string
  readonly accent: string | null
  readonly order_id: string | null
  readonly order_word: string
  readonly language: PageLanguage
  readonly path: string
}

export function toHandledPage(page: HandledPage): string {
  const { state, company, accent, order_id, order_word, language, path } = page
  const words = OPINION_WORDS[language]
  const [title, why] =
    state === 'given'
      ? [words.thanks, words.thanksWhy]
      : state === 'over'
        ? [words.over, words.overWhy]
        : [words.handled, words.handledWhy]
  return document({
    language,
    accent,
    title: company ? `${title} · ${company}` : title,
    body: `<header><p class="co">${escapeText(company)}</p></header>
<main>${order_id ? `<p class="dim">${escapeText(order_word)} ${escapeText(order_id)}</p>` : ''}
<h1>${escapeText(title)}</h1><p>${escapeText(why)}</p>
${state === 'asked' || state === 'missing' ? handledForm(language, path, state === 'missing') : ''}</main>
<footer>${languages(language, path)}</footer>`,
  })
}

function handledForm(language: PageLanguage, path: string, isMissing: boolean): string {
  const words = OPINION_WORDS[language]
  const parts = HANDLED_PARTS.map((part) => {
    const choices = HANDLED_ANSWERS.map(
      (answer) =>
        `<label><input type="radio" name="${part}" value="${answer}" required>${escapeText(words.answers[answer])}</label>`,
    )
    return `<fieldset><legend>${escapeText(words.parts[part])}</legend><div class="row">${choices.join('')}</div></fieldset>`
  })
  return `${isMissing ? `<p role="alert" class="note">${escapeText(words.missing)}</p>` : ''}
<form method="post" action="${escapeText(path)}?l=${language}">${parts.join('')}${wordsField(language)}<button>${escapeText(words.send)}</button></form>`
}
