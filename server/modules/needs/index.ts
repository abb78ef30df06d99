export type { AnswerFault } from './answer-faults.ts'
export { answerSurvey, type GivenAnswer } from './answer-survey.command.ts'
export { coreNeedsOf } from './core-needs.store.ts'
export { dealBreaker } from './deal-breaker.ts'
export { dealBreakerEndpoints } from './deal-breakers.api.ts'
export { giveRating } from './give-rating.command.ts'
export { invitePeople, lockSample } from './invite.command.ts'
export { needsEndpoints } from './needs.api.ts'
export { requireElements } from './needs.store.ts'
export { rateOrder } from './rate-order.command.ts'
export { rating } from './rating.ts'
export { ratingEndpoints } from './ratings.api.ts'
export {
  competitor,
  competitorFinding,
  criteria,
  growthLever,
  interview,
  needStatement,
  referral,
  serviceElement,
} from './records.ts'
export { statedChange } from './stated-change.ts'
export { type NeedInForce, needsInForce } from './stated-needs.store.ts'
export { orderFor, setsFor, survey, surveyInvitation, surveyResponse } from './survey.ts'
export { pathOfSurvey, type SurveyLinks, surveyEndpoints } from './surveys.api.ts'
