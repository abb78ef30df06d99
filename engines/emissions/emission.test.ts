import { describe, expect, it } from 'vitest'
import { EMISSION_KINDS, MODES } from '../../contract/imports.ts'
import { distanceOf, greatCircleKm } from './distance.ts'
import { consignmentEmission, emissionOf, usualKind } from './emission.ts'
import { factorSetOn } from './factor.ts'
import { shareTripEmission } from './share-trip.ts'
import { UK_2025 } from './uk-2025.ts'

const CHISINAU = { latitude: 47.01, longitude: 28.86 }
const IASI = { latitude: 47.16, longitude: 27.59 }
const stated = (km: number) => ({ km, basis: 'stated' as const })

describe('emissions of a consignment', () => {
  it('are tonnes times kilometers times the factor: 12.5 t over 480 km by a large truck are 570.12 kg', () => {
    const emission = emissionOf(UK_2025, { grams: 12_500_000, kind: 'articulated_large', distance: stated(480) })
    expect(emission).toMatchObject({
      grams: 570_120,
      tankToWheelGrams: 462_180,
      tonneKm: 6000,
      factorSetId: UK_2025.id,
    })
  })

  it.each([
    ['van_diesel', 782_250],
    ['van_electric', 297_090],
    ['rigid_small', 650_570],
    ['rigid_medium', 456_080],
    ['rigid_large', 208_820],
    ['articulated_medium', 153_640],
    ['articulated_large', 95_020],
    ['truck_average', 125_220],
    ['truck_refrigerated', 146_630],
    ['rail', 34_700],
    ['general_cargo_ship', 16_210],
    ['container_ship', 19_770],
    ['ferry', 63_280],
    ['air_short', 960_540],
    ['air_long', 666_460],
  ])('of a tonne over a thousand kilometers by %s are %i grams, well to wheel', (kind, grams) => {
    expect(emissionOf(UK_2025, { grams: 1_000_000, kind, distance: stated(1000) })!.grams).toBe(grams)
  })

  it('have a factor for every kind a lane may name, and a usual kind for every mode', () => {
    expect(Object.keys(UK_2025.factors).sort()).toEqual([...EMISSION_KINDS].sort())
    for (const mode of MODES) expect(EMISSION_KINDS).toContain(usualKind(mode, 500))
    expect([usualKind('air', 3700), usualKind('air', 3701)]).toEqual(['air_short', 'air_long'])
  })

  it('are not known without a factor, a distance or a position, and never guessed', () => {
    expect(emissionOf(UK_2025, { grams: 1, kind: 'sledge', distance: stated(1) })).toBeNull()
    const way = { mode: 'road', kind: null, statedKm: null, from: CHISINAU, to: null }
    expect(consignmentEmission(UK_2025, way, 1000)).toBeNull()
    expect(consignmentEmission(UK_2025, { ...way, mode: 'sea', to: IASI }, 1000)).toBeNull()
    expect(consignmentEmission(UK_2025, { ...way, mode: 'sea', statedKm: 900 }, 1_000_000)).toMatchObject({
      grams: 17_793,
      kind: 'container_ship',
    })
  })

  it('go by the kind the lane names before the usual one of its mode', () => {
    const way = { mode: 'own_van', kind: null, statedKm: 100, from: null, to: null }
    expect(consignmentEmission(UK_2025, way, 100_000)!.grams).toBe(7823)
    expect(consignmentEmission(UK_2025, { ...way, kind: 'van_electric' }, 100_000)!.grams).toBe(2971)
  })
})

describe('distance', () => {
  it('is the great circle: a quarter of the meridian is 10,007.6 km, and a degree at the equator 111.195', () => {
    expect(greatCircleKm({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 })).toBeCloseTo(10_007.557, 2)
    expect(greatCircleKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.195, 3)
    expect(greatCircleKm(IASI, IASI)).toBe(0)
  })

  it('is what was stated, else the great circle times what roads add, and says which', () => {
    const way = { mode: 'road', from: CHISINAU, to: IASI }
    expect(distanceOf({ ...way, statedKm: 140 })).toEqual(stated(140))
    const estimated = distanceOf({ ...way, statedKm: null })!
    expect(estimated.basis).toBe('estimated')
    expect(estimated.km / greatCircleKm(CHISINAU, IASI)).toBeCloseTo(1.3, 12)
    expect(distanceOf({ ...way, mode: 'air', statedKm: null })!.km).toBeCloseTo(greatCircleKm(CHISINAU, IASI), 9)
  })
})

describe('factor sets', () => {
  it('hold from their day until a later one begins', () => {
    const next = { ...UK_2025, id: 'next', validFrom: '2026-07-01' }
    const idOn = (day: string) => factorSetOn([next, UK_2025], day).id
    expect([idOn('2024-01-01'), idOn('2026-06-30'), idOn('2026-07-01')]).toEqual([UK_2025.id, UK_2025.id, 'next'])
    expect(() => factorSetOn([], '2026-01-01')).toThrow(RangeError)
  })
})

describe('a shared trip', () => {
  it('is shared by tonne-kilometers, and the shares add up to the gram', () => {
    const shares = shareTripEmission(10_000, [1, 1, 1, 0])
    expect(shares).toEqual([3334, 3333, 3333, 0])
    expect(shareTripEmission(500, [0, 0])).toEqual([0, 0])
  })
})
