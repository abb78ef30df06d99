import { expect, test } from 'vitest'
import { type VanDoor, vanStory } from './van-days.ts'

const LEFT = Date.parse('2026-03-16T03:10:00Z')
const NOW = Date.parse('2026-03-16T08:00:00Z')
const site = { latitude: 47.01, longitude: 28.86 }
const door = (id: string, north: number, delivered: string | null): VanDoor => ({
  ...{ shipment_id: id, latitude: 47.01 + north / 100, longitude: 28.84 },
  delivered_at: delivered === null ? null : Date.parse(`2026-03-16T${delivered}:00Z`),
})
const doors = [door('A', 3, '06:30'), door('B', -2, null), door('C', 4, '05:20'), door('D', 5, null)]
const story = vanStory({ nth: 1, site, left_at: LEFT, doors }, { seed: 7, now: NOW })

test('doors are driven to in the order of their hours, those to come by the nearest', () => {
  expect(story.doors.map(({ shipment_id }) => shipment_id)).toEqual(['C', 'A', 'D', 'B'])
  expect(story.back_at).toBeNull()
})

test('the van was at each door when the goods were handed over, and is under way now', () => {
  for (const { delivered_at, latitude } of story.doors.slice(0, 2)) {
    const there = story.fixes.filter((fix) => Math.abs(fix.at - delivered_at!) <= 20 * 60_000)
    expect(there.some((fix) => Math.abs(fix.latitude - latitude) < 1e-4)).toBe(true)
  }
  expect(story.fixes.at(-1)).toMatchObject({ at: NOW })
  expect(story.fixes.every(({ at }) => at >= LEFT && at <= NOW)).toBe(true)
})

test('never drives faster than a van, and tells the same story again', () => {
  for (const [nth, fix] of story.fixes.entries()) {
    const last = story.fixes[nth - 1]
    if (last) expect(fix.at).toBeGreaterThanOrEqual(last.at)
    expect(fix.speed_kmh).toBeLessThan(90)
  }
  expect(vanStory({ nth: 1, site, left_at: LEFT, doors }, { seed: 7, now: NOW })).toEqual(story)
})

test('with everything handed over it comes back', () => {
  const done = vanStory({ nth: 2, site, left_at: LEFT, doors: [door('A', 3, '05:00')] }, { seed: 7, now: NOW })
  expect(done.back_at).toBeGreaterThan(done.doors[0]!.delivered_at!)
  expect(done.fixes.at(-1)).toMatchObject(site)
})
