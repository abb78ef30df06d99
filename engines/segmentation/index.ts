/** Which customers are alike in what they bring and what they cost, with reasons a person can read. */
export { ABC, type AbcClass, type AbcPlace, abcOf } from './abc.ts'
export { QUADRANTS, type Quadrant, quadrantsOf, type Served } from './quadrants.ts'
export { type Rfm, rfmOf } from './rfm.ts'
