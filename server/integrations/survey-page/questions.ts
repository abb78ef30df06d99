/** Each kind of question as fields of a form: plain inputs, large enough for a thumb, each with its words. */
import { KANO_WORDS, REQUIRED_CHOICES, type SurveyQuestion } from '../../../contract/surveys.ts'
import { escapeText } from '../../modules/messages/index.ts'
import { type AnswerFault, orderFor, setsFor } from '../../modules/needs/index.ts'
import { bestField, type Fields, fieldOf, wholeField, worstField } from './read-form.ts'
import type { SurveyWords } from './words/survey-words.ts'

export interface Asking {
  readonly words: SurveyWords
  readonly fields: Fields
  readonly invitationId: string
  readonly nameOf: (elementId: string) => string
  readonly competitorOf: (competitorId: string) => string
  readonly faults: readonly AnswerFault[]
}

const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, String(value)), text)

export function questionPart(question: SurveyQuestion, asking: Asking): string {
  const { question_number, kind, text, competitor_id } = question
  const { words, faults } = asking
  const title =
    kind === 'open'
      ? (text ?? '')
      : fill(words.questions[kind], { competitor: competitor_id ? asking.competitorOf(competitor_id) : '' })
  const hint = kind in words.hints ? words.hints[kind as keyof SurveyWords['hints']] : null
  const own = faults.filter((fault) => fault.question_number === question_number)
  return `<section class="q${own.length ? ' bad' : ''}" aria-labelledby="t${question_number}"><h2 id="t${question_number}">${escapeText(title)}</h2>
${hint ? `<p class="dim">${escapeText(hint)}</p>` : ''}${faultLine(own, words)}
${bodyOf(question, asking)}</section>`
}

const faultLine = (faults: readonly AnswerFault[], words: SurveyWords) =>
  [...new Set(faults.map(({ reason, sum }) => fill(words.faults[reason], { sum: sum ?? '' })))]
    .map((line) => `<p class="note" role="alert">${escapeText(line)}</p>`)
    .join('')

function bodyOf(question: SurveyQuestion, asking: Asking): string {
  const { question_number, kind } = question
  const { words, fields } = asking
  const scale = (low: number, high: number, ends: readonly [string, string], isOptional = false) =>
    elementsOf(question, asking).map(({ element, field }) =>
      rating({ legend: element, field, low, high, ends, value: fields[field], words, isOptional }),
    )
  switch (kind) {
    case 'points':
      return elementsOf(question, asking)
        .map(({ element, field }) => pointsField(element, field, fields[field]))
        .join('')
    case 'best_worst':
      return setsFor(asking.invitationId, question)
        .map((shown, at) => setPart(question_number, at + 1, shown, asking))
        .join('')
    case 'perception':
    case 'expectation':
    case 'competitor':
      return scale(1, 7, words.ends.agree, true).join('')
    case 'required':
      return elementsOf(question, asking)
        .map(({ element, field }) => requiredField(element, field, fields[field], words))
        .join('')
    case 'kano':
      return elementsOf(question, asking)
        .map(({ element, place }) => kanoPart(question_number, place, element, asking))
        .join('')
    case 'wallet':
      return shareField(question_number, fields[wholeField(question_number)])
    case 'open':
      return `<textarea name="${wholeField(question_number)}" rows="4" maxlength="4000" aria-labelledby="t${question_number}">${escapeText(fields[wholeField(question_number)] ?? '')}</textarea>`
    default: {
      const [low, high] = { satisfaction: [1, 5], recommend: [0, 10], effort: [1, 7], handling: [1, 5] }[kind] as [
        number,
        number,
      ]
      const field = wholeField(question_number)
      return rating({
        legend: null,
        labelledBy: `t${question_number}`,
        field,
        low,
        high,
        ends: words.ends[kind],
        value: fields[field],
        words,
        isOptional: kind === 'handling',
      })
    }
  }
}

function elementsOf(question: SurveyQuestion, { invitationId, nameOf }: Asking) {
  return orderFor(invitationId, question).map((id) => {
    const place = question.elements.indexOf(id)
    return { place, element: nameOf(id), field: fieldOf(question.question_number, place) }
  })
}

interface Rating {
  readonly legend: string | null
  readonly labelledBy?: string
  readonly field: string
  readonly low: number
  readonly high: number
  readonly ends: readonly [string, string]
  readonly value: string | undefined
  readonly words: SurveyWords
  readonly isOptional: boolean
}

function rating({ legend, labelledBy, field, low, high, ends, value, words, isOptional }: Rating): string {
  const steps = Array.from({ length: high - low + 1 }, (_, at) => String(low + at))
  const step = (text: string) =>
    `<label class="step"><input type="radio" name="${field}" value="${text}"${value === text ? ' checked' : ''}><span>${text}</span></label>`
  return `<fieldset class="rate"${labelledBy ? ` aria-labelledby="${labelledBy}"` : ''}>${legend === null ? '' : `<legend>${escapeText(legend)}</legend>`}
<p class="ends"><span>${low}: ${escapeText(ends[0])}</span><span>${high}: ${escapeText(ends[1])}</span></p>
<div class="steps">${steps.map(step).join('')}${isOptional ? `<label class="step wide"><input type="radio" name="${field}" value="na"${value === 'na' ? ' checked' : ''}><span>${escapeText(words.notApplicable)}</span></label>` : ''}</div></fieldset>`
}

const shareField = (number: number, value: string | undefined) =>
  `<div class="row"><input name="${wholeField(number)}" aria-labelledby="t${number}" type="number" inputmode="numeric" min="0" max="100" step="1" value="${escapeText(value ?? '')}"><span>%</span></div>`

const pointsField = (element: string, field: string, value: string | undefined) =>
  `<div class="row"><label for="${field}">${escapeText(element)}</label><input id="${field}" name="${field}" type="number" inputmode="numeric" min="0" max="100" step="1" value="${escapeText(value ?? '')}"></div>`

function requiredField(element: string, field: string, value: string | undefined, words: SurveyWords): string {
  const choices = REQUIRED_CHOICES.map(
    (choice) =>
      `<option value="${choice}"${Number(value) === choice ? ' selected' : ''}>${escapeText(fill(words.times, { count: choice }))}</option>`,
  )
  return `<div class="row"><label for="${field}">${escapeText(element)}</label><select id="${field}" name="${field}"><option value="">${escapeText(words.noAnswer)}</option>${choices.join('')}</select></div>`
}

function kanoPart(question: number, place: number, element: string, { words, fields }: Asking): string {
  const choice = (part: 1 | 2, label: string) => {
    const field = fieldOf(question, place, part)
    const options = KANO_WORDS.map(
      (answer) =>
        `<option value="${answer}"${fields[field] === answer ? ' selected' : ''}>${escapeText(words.kano[answer])}</option>`,
    )
    return `<div class="row"><label for="${field}">${escapeText(label)}</label><select id="${field}" name="${field}"><option value="">${escapeText(words.noAnswer)}</option>${options.join('')}</select></div>`
  }
  return `<fieldset class="rate"><legend>${escapeText(element)}</legend>${choice(1, words.withIt)}${choice(2, words.without)}</fieldset>`
}

function setPart(question: number, part: number, shown: readonly string[], { words, fields, nameOf }: Asking): string {
  const [best, worst] = [bestField(question, part), worstField(question, part)]
  const radio = (field: string, place: number, label: string, element: string) =>
    `<td><label class="pick"><input type="radio" name="${field}" value="${place}"${fields[field] === String(place) ? ' checked' : ''}><span class="sr">${escapeText(`${label}: ${element}`)}</span></label></td>`
  const rows = shown.map((id, place) => {
    const element = nameOf(id)
    return `<tr><th scope="row">${escapeText(element)}</th>${radio(best, place, words.best, element)}${radio(worst, place, words.worst, element)}</tr>`
  })
  return `<table class="set"><caption>${escapeText(fill(words.set, { number: part }))}</caption><thead><tr><td></td><th scope="col">${escapeText(words.best)}</th><th scope="col">${escapeText(words.worst)}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}
