import { expect, test } from 'vitest'
import { readOwnTracks } from './owntracks.ts'

const read = (told: unknown, topic = 'owntracks/fleet/box-1') =>
  readOwnTracks(topic, Buffer.from(typeof told === 'string' ? told : JSON.stringify(told)))
const LOCATION = { _type: 'location', lat: 47.1, lon: 27.6, tst: 1_773_648_000, acc: 12, vel: 54, cog: 90, tid: 'b1' }

test('a location is read with its time, and the device may be known by its topic or its tracker id', () => {
  expect(read(LOCATION)).toEqual({
    location: {
      names: ['box-1', 'b1'],
      report: {
        ...{ at: '2026-03-16T08:00:00.000Z', latitude: 47.1, longitude: 27.6 },
        ...{ accuracy_m: 12, speed_kmh: 54, heading: 90 },
      },
    },
  })
})

test('what a phone does not know is left open', () => {
  const found = read({ _type: 'location', lat: 1, lon: 2, tst: 1_773_648_000, vel: -1, cog: -1 })
  expect(found).toMatchObject({ location: { names: ['box-1'], report: { speed_kmh: null, heading: null } } })
})

test('other messages are passed over, and what cannot be read says why', () => {
  expect(read({ _type: 'lwt', tst: 1 })).toBeNull()
  expect(read('')).toBeNull()
  expect(read({ _type: 'encrypted', data: 'x' })).toEqual({ refusal: 'encrypted', device: 'box-1' })
  for (const broken of ['{', '7', 'null', '[]', { ...LOCATION, lat: 'x' }, { ...LOCATION, tst: 1e300 }])
    expect(read(broken)).toEqual({ refusal: 'unreadable', device: 'box-1' })
  expect(read({ ...LOCATION, tid: '' }, 'owntracks/')).toEqual({ refusal: 'unknown_vehicle', device: null })
})
