/** Whether something that was done moved what it should move. */
export { type Difference, differenceOf, EFFECTS, type Effect, effectOf, WEEKS_MIN, type Week } from './difference.ts'
