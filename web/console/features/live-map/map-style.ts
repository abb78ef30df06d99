/** The map's own style: sea, land, borders, ways, doors, groups, marks and names. Letters come from the reader's own fonts. */
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { BaseMap } from './base-map.ts'
import type { Tones } from './marks.ts'

const NOTHING = { type: 'FeatureCollection' as const, features: [] }
/** Nearer to each other than a finger is wide. */
const GROUP_PIXELS = 42
const GROUP_ZOOM_MAX = 11
export const SOURCES = ['goods', 'vans', 'doors', 'sites', 'way'] as const
export type SourceName = (typeof SOURCES)[number]

const FONT = ['sans-serif']
const IS_BAD: ExpressionSpecification = [
  'in',
  ['get', 'mark'],
  ['literal', ['van-danger', 'van-late', 'goods-danger', 'goods-late']],
]
const HAS_BAD: ExpressionSpecification = ['>', ['get', 'bad'], 0]

export function mapStyle(base: BaseMap, tones: Tones): StyleSpecification {
  const points = { type: 'geojson' as const, data: NOTHING }
  const grouped = {
    ...{ ...points, cluster: true, clusterRadius: GROUP_PIXELS, clusterMaxZoom: GROUP_ZOOM_MAX },
    // So that no group hides that one in it is late.
    clusterProperties: { bad: ['+', ['case', IS_BAD, 1, 0]] },
  }
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: base.land },
      borders: { type: 'geojson', data: base.borders },
      goods: grouped,
      vans: { ...grouped, clusterRadius: 30 },
      doors: points,
      sites: points,
      way: points,
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': tones.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': tones.land } },
      { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': tones.border, 'line-width': 0.6 } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': tones.border, 'line-width': 1.2 } },
      ...ways(tones),
      {
        id: 'doors',
        type: 'circle',
        source: 'doors',
        paint: {
          'circle-radius': 3.5,
          'circle-color': tones.land,
          'circle-stroke-color': tones.site,
          'circle-stroke-width': 1.5,
        },
      },
      ...names(tones),
      ...groups('goods', tones),
      ...marks('goods'),
      ...groups('vans', tones),
      ...marks('vans'),
      siteNames(tones),
    ],
  }
}

const ways = (tones: Tones): LayerSpecification[] => [
  {
    id: 'come',
    type: 'line',
    source: 'way',
    filter: ['==', ['get', 'kind'], 'come'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': tones.line, 'line-width': 3 },
  },
  {
    id: 'ahead',
    type: 'line',
    source: 'way',
    filter: ['==', ['get', 'kind'], 'ahead'],
    paint: { 'line-color': tones.line, 'line-width': 2, 'line-dasharray': [2, 2] },
  },
]

const names = (tones: Tones): LayerSpecification[] => [
  {
    id: 'site-marks',
    type: 'circle',
    source: 'sites',
    paint: {
      'circle-radius': 6,
      'circle-color': tones.site,
      'circle-stroke-color': tones.halo,
      'circle-stroke-width': 2,
    },
  },
  {
    id: 'door-names',
    type: 'symbol',
    source: 'doors',
    minzoom: 6,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': FONT,
      'text-size': 11,
      'text-offset': [0, 1],
      'text-anchor': 'top',
    },
    paint: { 'text-color': tones.ink, 'text-halo-color': tones.halo, 'text-halo-width': 1.5 },
  },
]

/** Above the groups that gather at a site, and out of their way. */
const siteNames = (tones: Tones): LayerSpecification => ({
  id: 'site-names',
  type: 'symbol',
  source: 'sites',
  layout: {
    ...{ 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 13 },
    ...{ 'text-offset': [0, -2], 'text-anchor': 'bottom' },
  },
  paint: { 'text-color': tones.ink, 'text-halo-color': tones.halo, 'text-halo-width': 2 },
})

/** Vehicles and goods gather at the same sites: their groups stand side by side. */
const ASIDE = { vans: [-13, -9], goods: [13, 9] } as const satisfies Record<string, readonly [number, number]>

/** A sign beside the number, since a ring of a color alone tells not everybody. */
const COUNTED: ExpressionSpecification = ['concat', ['get', 'point_count_abbreviated'], ['case', HAS_BAD, ' !', '']]

const groups = (source: 'goods' | 'vans', tones: Tones): LayerSpecification[] => [
  {
    id: `${source}-groups`,
    type: 'circle',
    source,
    filter: ['has', 'point_count'],
    paint: {
      'circle-radius': ['step', ['get', 'point_count'], 14, 10, 18, 100, 24],
      'circle-color': source === 'vans' ? tones.line : tones.site,
      'circle-stroke-color': ['case', HAS_BAD, tones.state.danger, tones.halo],
      'circle-stroke-width': ['case', HAS_BAD, 3, 2],
      'circle-translate': [...ASIDE[source]],
    },
  },
  {
    id: `${source}-counts`,
    type: 'symbol',
    source,
    filter: ['has', 'point_count'],
    layout: {
      ...{ 'text-field': COUNTED, 'text-font': FONT, 'text-size': 13 },
      ...{ 'text-allow-overlap': true, 'text-ignore-placement': true },
    },
    paint: { 'text-color': tones.halo, 'text-translate': [...ASIDE[source]] },
  },
]

const marks = (source: 'goods' | 'vans'): LayerSpecification[] => [
  {
    id: `${source}-marks`,
    type: 'symbol',
    source,
    filter: ['!', ['has', 'point_count']],
    layout: {
      ...{ 'icon-image': ['get', 'mark'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
      'icon-size': ['case', ['get', 'isChosen'], 1.35, 1],
    },
  },
]
