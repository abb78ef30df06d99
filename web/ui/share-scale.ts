/** The part of 0–100 % a line chart shows: wide enough for every interval and target, ends on round tens, at most six lines. */
export type ShareScale = { low: number; high: number; ticks: number[] }

const STEPS = [0.02, 0.05, 0.1, 0.2, 0.25]

export function shareScale(values: readonly number[]): ShareScale {
  if (values.length === 0) return { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] }
  const least = Math.min(...values)
  const most = Math.max(...values)
  const step = STEPS.find((size) => (most - least) / size <= 4) ?? 0.25
  const low = Math.max(0, Math.floor(least / step) * step)
  const high = Math.min(1, Math.max(Math.ceil(most / step) * step, low + step))
  const ticks: number[] = []
  for (let tick = low; tick <= high + 1e-9; tick += step) ticks.push(Math.round(tick * 1000) / 1000)
  return { low: ticks[0] ?? 0, high: Math.max(high, ticks.at(-1) ?? 1), ticks }
}
