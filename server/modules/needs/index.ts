export { giveRating } from './give-rating.command.ts'
export { rating } from './rating.ts'
export { ratingEndpoints } from './ratings.api.ts'
