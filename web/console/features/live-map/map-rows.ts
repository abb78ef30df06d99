/** What the map draws of an answer. Goods in a vehicle that tells where it is are drawn as the vehicle, not once more beneath it. */
import type { Feature, FeatureCollection, LineString, Point } from 'geojson'
import type { LiveMap } from '../../../../contract/live-map.ts'
import type { TripFile } from '../../../../contract/vehicles.ts'
import type { SourceName } from './map-style.ts'

/** What is chosen, as it stands in the address: `van:VAN-1`, `goods:SH-1`. */
export type Chosen = { readonly kind: 'van' | 'goods'; readonly id: string } | null

export function chosenOf(text: string | undefined): Chosen {
  const [, kind, id] = /^(van|goods):(.+)$/s.exec(text ?? '') ?? []
  return kind && id ? { kind: kind as 'van' | 'goods', id } : null
}

export const chosenText = (chosen: Chosen) => (chosen ? `${chosen.kind}:${chosen.id}` : undefined)

const point = (longitude: number, latitude: number, properties: object): Feature<Point> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
})
const all = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })

type Drawn = Readonly<Record<SourceName, FeatureCollection>>

export function drawnRows(map: LiveMap, chosen: Chosen, trip: TripFile | undefined): Drawn {
  const isChosen = (kind: 'van' | 'goods', id: string) => chosen?.kind === kind && chosen.id === id
  return {
    vans: all(
      map.vans.map((van) =>
        point(van.longitude, van.latitude, {
          ...{ choice: `van:${van.vehicle_id}`, mark: `van-${van.state}`, isChosen: isChosen('van', van.vehicle_id) },
        }),
      ),
    ),
    goods: all(
      map.consignments.flatMap((one) =>
        one.is_live || one.latitude === null || one.longitude === null
          ? []
          : point(one.longitude, one.latitude, {
              ...{ choice: `goods:${one.shipment_id}`, mark: `goods-${one.state}` },
              isChosen: isChosen('goods', one.shipment_id),
            }),
      ),
    ),
    doors: all(doorsOf(map)),
    sites: all(
      map.sites.map(({ longitude, latitude, city, name }) => point(longitude, latitude, { name: city ?? name })),
    ),
    way: all(wayOf(map, chosen, trip)),
  }
}

/** Each destination once, with the name of its town. */
function doorsOf(map: LiveMap): Feature[] {
  const doors = new Map<string, Feature>()
  for (const one of map.consignments)
    if (one.to_latitude !== null && one.to_longitude !== null && one.to_location_id)
      doors.set(one.to_location_id, point(one.to_longitude, one.to_latitude, { name: one.to_city ?? one.to_place }))
  return [...doors.values()]
}

function wayOf(map: LiveMap, chosen: Chosen, trip: TripFile | undefined): Feature[] {
  const line = (kind: 'come' | 'ahead', coordinates: [number, number][]): Feature<LineString>[] =>
    coordinates.length < 2
      ? []
      : [{ type: 'Feature', properties: { kind }, geometry: { type: 'LineString', coordinates } }]
  if (chosen?.kind === 'van') {
    const van = map.vans.find(({ vehicle_id }) => vehicle_id === chosen.id)
    if (!van || !trip || trip.vehicle_id !== van.vehicle_id) return []
    const ahead = trip.stops.filter(
      ({ state, longitude }) => (state === 'ahead' || state === 'here') && longitude !== null,
    )
    return [
      ...line(
        'come',
        trip.track.map(({ longitude, latitude }) => [longitude, latitude]),
      ),
      ...line('ahead', [
        [van.longitude, van.latitude],
        ...ahead.map(({ longitude, latitude }): [number, number] => [longitude!, latitude!]),
      ]),
    ]
  }
  const goods = chosen && map.consignments.find(({ shipment_id }) => shipment_id === chosen.id)
  if (!goods || goods.longitude === null || goods.latitude === null) return []
  if (goods.to_longitude === null || goods.to_latitude === null) return []
  return line('ahead', [
    [goods.longitude, goods.latitude],
    [goods.to_longitude, goods.to_latitude],
  ])
}

/** West, south, east, north of everything drawn; null where nothing is. */
export function boundsOf(map: LiveMap): [number, number, number, number] | null {
  const places = [
    ...map.vans,
    ...map.sites,
    ...map.consignments.flatMap(({ latitude, longitude, to_latitude, to_longitude }) => [
      ...(latitude !== null && longitude !== null ? [{ latitude, longitude }] : []),
      ...(to_latitude !== null && to_longitude !== null ? [{ latitude: to_latitude, longitude: to_longitude }] : []),
    ]),
  ]
  if (places.length === 0) return null
  const longitudes = places.map(({ longitude }) => longitude)
  const latitudes = places.map(({ latitude }) => latitude)
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)]
}
