/** The list of promises in danger: built from nothing, and brought up to date after ten thousand events at once. */
import { followDangers, listDangers } from '../../server/benchmark-door.ts'
import type { Report } from '../figure.ts'
import { withThrowawayDatabase } from '../throwaway.ts'
import { burst, fillOpenPromises } from './company.ts'

const EVENTS = 10_000
const ROUNDS = 5
const AIM_SECONDS = 2

export const run = (report: Report, size = 200_000): Promise<void> =>
  withThrowawayDatabase(async (database) => {
    const { tenantId } = database.context.principal
    await fillOpenPromises(database.ownerUrl, tenantId, size)
    const seconds = async (work: () => Promise<unknown>) => {
      const started = performance.now()
      await work()
      return (performance.now() - started) / 1000
    }
    const whole = await seconds(() => followDangers(database))
    report({ name: `risk: ${size} open promises from nothing`, value: rounded(whole), unit: 's' })
    const refreshed: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await burst(database.ownerUrl, tenantId, { events: EVENTS, round })
      refreshed.push(await seconds(() => followDangers(database)))
    }
    const middle = refreshed.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
    report({
      name: `risk: after ${EVENTS} events among ${size} open promises`,
      value: rounded(middle),
      unit: 's',
      peer: 'aim',
      peerValue: AIM_SECONDS,
      ratio: middle / AIM_SECONDS,
    })
    report({
      name: 'risk: the same, as a share of building the list',
      value: rounded(middle / whole),
      unit: 'of the whole',
      peer: 'share of the lines that were touched',
      peerValue: rounded(EVENTS / size),
      ratio: middle / whole / (EVENTS / size),
    })
    const listed = await seconds(async () => {
      const { total } = await listDangers(database)
      if (total === 0) throw new Error('The benchmark found no promise in danger')
    })
    report({ name: 'risk: the first fifty of the list', value: rounded(listed * 1000), unit: 'ms' })
  })

const rounded = (value: number): number => Math.round(value * 1000) / 1000
