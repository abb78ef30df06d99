import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import papa from 'papaparse'
import { afterAll, expect, test, vi } from 'vitest'
import { MASTER_KINDS, ORDER_KINDS } from '../engines/simulation/index.ts'
import { command } from './simulate.ts'

const folder = mkdtempSync(join(tmpdir(), 'sevenfold-simulate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: string[]): { status: number; out: string; error: string } => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const status = command.run(args)
  const said = { status, out: out.mock.calls.join(''), error: error.mock.calls.join('') }
  out.mockRestore()
  error.mockRestore()
  return said
}
const year = ['--orders', '50', '--seed', '3', '--end', '2026-03-12T10:00:00Z']

test('writes one file a kind that reads back row by row', () => {
  const out = join(folder, 'all')
  const { status, out: said } = run(...year, '--out', out, '--json')
  expect(status).toBe(0)
  const { rows } = JSON.parse(said)
  expect(readdirSync(out)).toHaveLength(MASTER_KINDS.length + ORDER_KINDS.length)
  for (const kind of Object.keys(rows)) {
    const { data, errors } = papa.parse(readFileSync(join(out, `${kind}.csv`), 'utf8'), {
      header: true,
      skipEmptyLines: true,
    })
    expect([kind, errors, data.length]).toEqual([kind, [], rows[kind]])
  }
})

test('writes the flat history as JSON', () => {
  const out = join(folder, 'flat')
  expect(run(...year, '--out', out, '--kind', 'history', '--format', 'json').status).toBe(0)
  expect(readdirSync(out)).toEqual(['history.json'])
  expect(
    new Set(
      JSON.parse(readFileSync(join(out, 'history.json'), 'utf8')).map((row: { order_id: string }) => row.order_id),
    ).size,
  ).toBe(50)
})

test('says in one line what is wrong with its options', () => {
  for (const wrong of [['--orders', 'many'], ['--end', 'tomorrow'], ['--kind', 'some'], ['--nothing']]) {
    const { status, error } = run(...wrong)
    expect(status).toBe(2)
    expect(error.trim().split('\n')).toHaveLength(1)
  }
})
