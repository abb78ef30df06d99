/** What the survey page needs to say in a language. */
import type { BUYING_ROLES } from '../../../../contract/imports.ts'
import type { Department, ServiceElement } from '../../../../contract/service-elements.ts'
import type { KANO_WORDS, QuestionKind } from '../../../../contract/surveys.ts'

export interface SurveyWords {
  readonly elements: Readonly<Record<ServiceElement, string>>
  readonly roles: Readonly<Record<(typeof BUYING_ROLES)[number], string>>
  readonly departments: Readonly<Record<Department, string>>
  /** What each kind of question asks; `{competitor}` is a name. Of `open` the company's own words stand in its place. */
  readonly questions: Readonly<Record<Exclude<QuestionKind, 'open'>, string>>
  /** Where our own people say what they believe of customers: these ask otherwise. */
  readonly askedOfOwn: Readonly<Record<'points' | 'kano' | 'satisfaction' | 'recommend' | 'handling', string>>
  /** Below the question, how to answer. */
  readonly hints: Readonly<Record<'points' | 'best_worst' | 'kano' | 'required', string>>
  /** Lowest and highest end of a scale. */
  readonly ends: Readonly<
    Record<'agree' | 'satisfaction' | 'recommend' | 'effort' | 'handling', readonly [string, string]>
  >
  readonly kano: Readonly<Record<(typeof KANO_WORDS)[number], string>>
  readonly withIt: string
  readonly without: string
  readonly best: string
  readonly worst: string
  readonly set: string
  readonly times: string
  readonly noAnswer: string
  readonly notApplicable: string
  readonly youAre: string
  readonly department: string
  readonly chooseRole: string
  /** Of our own people: `{segment}` is a segment's name. */
  readonly believe: string
  readonly allSegments: string
  readonly together: string
  readonly until: string
  readonly send: string
  readonly thanks: string
  /** `{time}`, `{day}`. */
  readonly answeredAt: string
  readonly change: string
  readonly check: string
  readonly faults: Readonly<Record<'sum' | 'same' | 'missing' | 'value' | 'nothing', string>>
  /** Somebody else answered by the same link meanwhile. */
  readonly conflict: string
  readonly conflictWhy: string
  readonly replace: string
  readonly keep: string
  readonly gone: string
  readonly goneWhy: string
  readonly tooMany: string
  /** More bytes than a form may have; no form; an error of ours. */
  readonly tooLong: string
  readonly noForm: string
  readonly failed: string
}
