/** What stock needs of the standard normal law. */
export { normalQuantile, normalShareAbove as shareAbove, unitLoss } from '../shared/index.ts'
