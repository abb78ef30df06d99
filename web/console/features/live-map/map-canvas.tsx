/** The map itself. Everything it shows stands in the table beneath as well, so who cannot see or drag it misses nothing. */
import { useMantineColorScheme } from '@mantine/core'
import {
  type GeoJSONSource,
  type MapMouseEvent,
  Map as MapView,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LiveMap, MAP_STATES } from '../../../../contract/live-map.ts'
import type { TripFile } from '../../../../contract/vehicles.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { loadBaseMap } from './base-map.ts'
import classes from './map-canvas.module.css'
import { boundsOf, type Chosen, chosenOf, drawnRows } from './map-rows.ts'
import { mapStyle, SOURCES } from './map-style.ts'
import { markImage, TONES } from './marks.ts'

setWorkerUrl(workerUrl)

type Props = {
  map: LiveMap
  chosen: Chosen
  trip: TripFile | undefined
  onChoose: (chosen: Chosen) => void
}

const MARKS = ['vans-marks', 'goods-marks']
const GROUPS = ['vans-groups', 'goods-groups']
/** A finger is wider than a mark, and groups stand a little aside. */
const REACH = 8
/** A town and its surroundings. */
const CHOSEN_ZOOM = 10.5

export default function MapCanvas({ map, chosen, trip, onChoose }: Props) {
  const { t } = useTranslation('map')
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<MapView | null>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  const first = useRef(map)
  const [isReady, setReady] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const { colorScheme } = useMantineColorScheme()
  const isDark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  const words = useRef({ title: t('title'), zoomIn: t('zoomIn'), zoomOut: t('zoomOut') })

  useEffect(() => {
    let isGone = false
    let shown: MapView | null = null
    setReady(false)
    const tones = TONES[isDark ? 'dark' : 'light']
    loadBaseMap().then(
      (base) => {
        if (isGone || !place.current) return
        shown = openMap(place.current, {
          style: mapStyle(base, tones),
          words: words.current,
          bounds: boundsOf(first.current),
        })
        view.current = shown
        shown.on('load', () => {
          for (const kind of ['van', 'goods'] as const)
            for (const state of MAP_STATES)
              shown?.addImage(`${kind}-${state}`, markImage(kind, state, tones), { pixelRatio: 2 })
          setReady(true)
        })
        listen(shown, (next) => choose.current(next))
      },
      (cause) => setError(cause),
    )
    return () => {
      isGone = true
      view.current = null
      shown?.remove()
    }
  }, [isDark])

  useEffect(() => {
    if (!isReady || !view.current) return
    const drawn = drawnRows(map, chosen, trip)
    for (const name of SOURCES) (view.current.getSource(name) as GeoJSONSource | undefined)?.setData(drawn[name])
  }, [map, chosen, trip, isReady])

  const target = chosen && placeOf(map, chosen)
  const [longitude, latitude] = target ?? []
  const key = chosen && `${chosen.kind} ${chosen.id}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map goes there when something is chosen, not with its every move.
  useEffect(() => {
    if (!isReady || longitude === undefined || latitude === undefined || !view.current) return
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    const to = {
      center: [longitude, latitude] as [number, number],
      zoom: Math.max(view.current.getZoom(), CHOSEN_ZOOM),
    }
    if (isStill) view.current.jumpTo(to)
    else view.current.easeTo({ ...to, duration: 500 })
  }, [key, isReady])

  if (error) return <ProblemNote error={error} />
  return <div ref={place} className={classes.map} data-ready={isReady || undefined} />
}

type Words = { title: string; zoomIn: string; zoomOut: string }
type Opening = { style: ReturnType<typeof mapStyle>; words: Words; bounds: ReturnType<typeof boundsOf> }

function openMap(container: HTMLElement, { style, words, bounds }: Opening): MapView {
  const shown = new MapView({
    container,
    style,
    ...(bounds
      ? { bounds, fitBoundsOptions: { padding: 50, maxZoom: 9 } }
      : { center: [20, 48] as [number, number], zoom: 3 }),
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    // A page is scrolled over a map more often than the map is meant.
    cooperativeGestures: false,
    scrollZoom: { around: 'center' },
    locale: {
      'Map.Title': words.title,
      'NavigationControl.ZoomIn': words.zoomIn,
      'NavigationControl.ZoomOut': words.zoomOut,
    },
  })
  shown.touchZoomRotate.disableRotation()
  shown.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  shown.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  return shown
}

function listen(shown: MapView, onChoose: (chosen: Chosen) => void): void {
  const near = ({ point: { x, y } }: MapMouseEvent, layers: string[]) =>
    shown.queryRenderedFeatures(
      [
        [x - REACH, y - REACH],
        [x + REACH, y + REACH],
      ],
      { layers: layers.filter((id) => shown.getLayer(id)) },
    )
  shown.on('click', async (event) => {
    const [mark] = near(event, MARKS)
    if (mark) return onChoose(chosenOf(String(mark.properties.choice)))
    const [group] = near(event, GROUPS)
    if (group?.geometry.type !== 'Point') return onChoose(null)
    const source = shown.getSource(group.source) as GeoJSONSource
    const zoom = await source.getClusterExpansionZoom(Number(group.properties.cluster_id))
    shown.easeTo({ center: group.geometry.coordinates as [number, number], zoom })
  })
  shown.on('mousemove', (event) => {
    shown.getCanvas().style.cursor = near(event, [...MARKS, ...GROUPS]).length ? 'pointer' : ''
  })
}

function placeOf(map: LiveMap, { kind, id }: NonNullable<Chosen>): [number, number] | null {
  const found =
    kind === 'van'
      ? map.vans.find(({ vehicle_id }) => vehicle_id === id)
      : map.consignments.find(({ shipment_id }) => shipment_id === id)
  return found && found.longitude !== null && found.latitude !== null ? [found.longitude, found.latitude] : null
}
