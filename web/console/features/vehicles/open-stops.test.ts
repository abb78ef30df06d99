import { expect, test } from 'vitest'
import { type SeenStop, STOP_STATES } from '../../../../contract/vehicles.ts'
import { notHandedOver } from './open-stops.ts'

test('whatever was not handed over is still to be brought: what lies ahead, where the vehicle stands, what it left or never reached', () => {
  const stops = STOP_STATES.map((state, nth) => ({ stop_number: nth + 1, state }) as SeenStop)
  expect(notHandedOver(stops).map(({ state }) => state)).toEqual(['ahead', 'here', 'left', 'missed'])
})
