/** What a text is about, learned from what people have sorted. */
export { type Example, judge, learn, type Model } from './learn.ts'
export { readStatusQuestion, type StatusReading } from './status-question.ts'
export { type Accuracy, isWorthSaying, validateForward } from './validate-forward.ts'
export { featuresOf } from './words.ts'
