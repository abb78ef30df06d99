/** Promises that can be kept: what is available, how long it takes, and which ways there are. */
export { available, availableFrom, availableOrShort, type Pool, type Step } from './catp.ts'
export { buildOffers, listObstacles, type Obstacle, type Offer, type OfferKind } from './offers.ts'
export { type Passage, passageFrom, readyDay } from './passage.ts'
export type { Consignment, Plan, Share, Visit } from './plan.ts'
export type { LaneView, Objective, SiteView, SubstituteView, Wish, WishLine } from './wish.ts'
