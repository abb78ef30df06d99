/**
 * The base: shapes of countries from the public domain (Natural Earth, by world-atlas), served by us. No tile, glyph or
 * picture of anybody else's is asked for.
 */
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlasUrl from 'world-atlas/countries-50m.json?url'

export type BaseMap = { readonly land: FeatureCollection; readonly borders: Feature<MultiLineString> }

/** Its outline runs around the pole, which a flat map cannot draw. */
const ANTARCTICA = '010'

let asked: Promise<BaseMap> | undefined

export function loadBaseMap(): Promise<BaseMap> {
  asked ??= fetch(atlasUrl)
    .then((answer) => answer.json() as Promise<Topology<{ countries: GeometryCollection }>>)
    .then(toBaseMap)
  asked.catch(() => {
    asked = undefined
  })
  return asked
}

function toBaseMap(atlas: Topology<{ countries: GeometryCollection }>): BaseMap {
  const { countries } = atlas.objects
  const { features } = feature(atlas, countries)
  return {
    land: {
      type: 'FeatureCollection',
      features: features.filter(({ id }) => id !== ANTARCTICA).map(unwrapped),
    },
    borders: { type: 'Feature', properties: {}, geometry: mesh(atlas, countries, (one, other) => one !== other) },
  }
}

/** A ring that steps from 180° to -180° goes on beyond 180° instead: the map repeats itself there. */
function unwrapped(country: Feature): Feature {
  const { geometry } = country
  if (geometry.type === 'Polygon') return { ...country, geometry: { ...geometry, coordinates: rings(geometry) } }
  if (geometry.type !== 'MultiPolygon') return country
  const coordinates = (geometry as MultiPolygon).coordinates.map((one) => rings({ type: 'Polygon', coordinates: one }))
  return { ...country, geometry: { type: 'MultiPolygon', coordinates } }
}

const rings = ({ coordinates }: Polygon): Position[][] =>
  coordinates.map((ring) => {
    let shift = 0
    return ring.map(([longitude = 0, latitude = 0], nth) => {
      const before = ring[nth - 1]?.[0] ?? longitude
      if (longitude - before > 180) shift -= 360
      if (longitude - before < -180) shift += 360
      return [longitude + shift, latitude]
    })
  })
