import { expect, test } from 'vitest'
import { listsIn, pathsIn } from './sample-paths.ts'

const SAMPLE = JSON.stringify({
  sent: 'x',
  shipments: [
    {
      number: 'A',
      events: [
        { code: 'PU', at: { day: '1' } },
        { code: 'DL', note: null, 'a.b': 1 },
      ],
    },
  ],
})

test('every place of a value in JSON is a path, of later members too', () => {
  expect(pathsIn(SAMPLE, 'json')).toEqual([
    ...['sent', 'shipments[].number', 'shipments[].events[].code', 'shipments[].events[].at.day'],
    'shipments[].events[].note',
  ])
  expect(listsIn(pathsIn(SAMPLE, 'json'))).toEqual(['shipments[]', 'shipments[].events[]'])
  expect(pathsIn('[{"code":"PU"}]', 'json')).toEqual(['[].code'])
})

test('of a table the names of its columns', () => {
  expect(pathsIn('\uFEFFNumber;"Code";Time (a.b)\n1;2;3', 'csv')).toEqual(['Number', 'Code', 'Time (a_b)'])
})

test('what is neither offers nothing, and what is deep ends', () => {
  expect(pathsIn('{', 'json')).toEqual([])
  expect(pathsIn(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, 'json')).toEqual([])
})
