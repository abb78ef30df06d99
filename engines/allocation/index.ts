/** Who gets what when goods are short. */
export { type Arrival, type ClaimsInRank, NEVER, serveInRank } from './serve-in-rank.ts'
