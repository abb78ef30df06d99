/** What a text is about, learned from what people have sorted. */

export { type ArrivalReading, asksForArrival, readArrivalQuestion } from './arrival-question.ts'
export { type Example, judge, learn, type Model } from './learn.ts'
export { type Accuracy, isWorthSaying, validateForward } from './validate-forward.ts'
export { featuresOf } from './words.ts'
