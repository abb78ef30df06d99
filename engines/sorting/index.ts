/** What a text is about, learned from what people have sorted. */
export { type Accuracy, crossValidate, isWorthSaying } from './cross-validate.ts'
export { type Example, judge, learn, type Model } from './learn.ts'
export { featuresOf } from './words.ts'
