import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Refusal } from '../contract/refusals.ts'
import { sayError, WrongUsage } from './command.ts'
import { COMMANDS, runCommandLine } from './commands.ts'
import { chooseOrganization } from './organization.ts'

let out = ''
let err = ''

beforeEach(() => {
  out = ''
  err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text
    return true
  })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text
    return true
  })
})
afterEach(() => vi.restoreAllMocks())

test('help lists every command with its summary', async () => {
  expect(await runCommandLine(['--help'])).toBe(0)
  for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`  ${name} +${summary}`))
})

test('no command is wrong usage, and the list goes to standard error', async () => {
  expect(await runCommandLine([])).toBe(2)
  expect(out).toBe('')
  expect(err).toContain('import')
})

test('an unknown command says where the known ones stand', async () => {
  expect(await runCommandLine(['fly'])).toBe(2)
  expect(err).toBe('sevenfold: there is no command fly; sevenfold --help lists them\n')
})

test.each(COMMANDS.map(({ name }) => name))('%s --help begins with how to call it', async (name) => {
  expect(await runCommandLine([name, '--help'])).toBe(0)
  expect(out).toMatch(new RegExp(`^(sevenfold ${name}|Usage)`))
})

test.each([
  [['import', 'orders'], 'give a kind and one file, such as: import orders orders.csv'],
  [['import', 'wishes', 'a.csv'], 'the kind must be one of segments'],
  [['import', 'tracking', 'a.edi', '--format', 'pdf'], '--format must be one of epcis, x12-214, edifact-iftsta'],
  [['export', 'wishes'], 'the kind must be one of segments'],
  [['export', 'orders', '--format', 'pdf'], '--format must be one of csv, xlsx, json'],
  [['ledger', 'burn'], 'say what to do: ledger verify, or ledger ocel'],
  [['jobs', 'burn'], 'what can be done is: jobs, jobs retry NUMBER'],
  [['jobs', 'retry'], 'name the jobs by number'],
  [['jobs', 'retry', 'all'], 'all is not the number of a job'],
  [['export', '--fast'], "Unknown option '--fast'"],
])('%j is wrong usage', async (args, message) => {
  expect(await runCommandLine(args)).toBe(2)
  expect(err).toContain(message)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
})

test('a file that is not there is a failure, told before any database is opened', async () => {
  expect(await runCommandLine(['import', 'orders', 'no-such-file.csv'])).toBe(1)
  expect(err).toBe('sevenfold import: there is no file no-such-file.csv to read\n')
})

test('a refusal is told in one line with its details', () => {
  const refusal = new Refusal('invalid_input', {
    reason: 'required_field_not_mapped',
    fields: ['order_id', 'quantity'],
  })
  expect(sayError(refusal)).toBe(
    'refused (invalid_input) — reason: required_field_not_mapped; fields: order_id, quantity',
  )
})

const organization = (tenant_id: string, name: string) => ({ tenant_id, name, is_sample: false })

test('the only organization needs no name; between two nobody guesses', () => {
  const [nord, sud] = [organization('1', 'Nord'), organization('2', 'Sud')]
  expect(chooseOrganization([nord])).toBe(nord)
  expect(chooseOrganization([nord, sud], 'Sud')).toBe(sud)
  expect(() => chooseOrganization([nord, sud])).toThrow(WrongUsage)
  expect(() => chooseOrganization([nord], 'Vest')).toThrow('say which organization with --organization NAME: "Nord"')
  expect(() => chooseOrganization([])).toThrow('npm start')
})

test('what a file brings is told in one line of bounded length, and a folder is no file', async () => {
  expect(sayError(new Refusal('invalid_input', { column: 'x'.repeat(100_000) }))).toHaveLength(501)
  for (const args of [
    ['balance', '.'],
    ['needs', '.', '--outcome', 'x'],
  ]) {
    err = ''
    expect(await runCommandLine(args)).toBe(1)
    expect(err).toContain('that is a folder, not a file')
  }
})
