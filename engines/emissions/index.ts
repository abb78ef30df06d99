/** What moving goods emits, with the source of every figure. */
export { type Distance, distanceOf, greatCircleKm, type Position } from './distance.ts'
export { consignmentEmission, type Emission, emissionOf, usualKind, type Way } from './emission.ts'
export { type DistanceType, type EmissionFactor, type FactorSet, factorSetOn } from './factor.ts'
export { shareTripEmission } from './share-trip.ts'
export { UK_2025 } from './uk-2025.ts'
