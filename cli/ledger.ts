/** `sevenfold ledger`: proves that the events of every organization explain its records, or takes its process out as OCEL 2.0. */
import { writeFile } from 'node:fs/promises'
import { exportOcel, type VerifyReport, verify } from '../server/command-line.ts'
import { defineCommand, print, WrongUsage } from './command.ts'
import { chooseOrganization, withDatabase, withOrganization } from './organization.ts'

const USAGE = `sevenfold ledger verify [--organization NAME] [--json]
       sevenfold ledger ocel [--from DAY] [--to DAY] [--out FILE] [--organization NAME]

Folds the events of every subject and compares the result with its record.
  --organization N   only this one (default: all)
  --json             print the reports as JSON
Exit status 0: everything agrees; 1: something differs.

ocel writes the orders placed in a period and all that happened to them as OCEL 2.0 (JSON), without people.
  --from, --to       days on which orders were placed (default: the last 90 days)
  --out FILE         where it goes (default: standard output)`

const MISMATCHES_SHOWN = 10

interface Verified extends VerifyReport {
  readonly organization: string
}

export const command = defineCommand({
  name: 'ledger',
  summary: 'Verify that the ledger explains every record.',
  usage: USAGE,
  options: { organization: 'string', from: 'string', to: 'string', out: 'string' },
  async work({ options, words }) {
    if (words.length === 1 && words[0] === 'ocel') return takeOut(options)
    if (words.length !== 1 || words[0] !== 'verify')
      throw new WrongUsage('say what to do: ledger verify, or ledger ocel')
    const reports = await withDatabase(async (open) => {
      const { organizations } = open
      const chosen = options.organization ? [chooseOrganization(organizations, options.organization)] : organizations
      const found: Verified[] = []
      for (const one of chosen) found.push({ organization: one.name, ...(await verify(open.contextOf(one))) })
      return found
    })
    const isVerified = reports.every(({ mismatches }) => mismatches.length === 0)
    print(options.json ? JSON.stringify({ isVerified, organizations: reports }) : reports.map(sayReport).join('\n'))
    return isVerified ? 0 : 1
  },
})

const DAY = /^\d{4}-\d\d-\d\d$/

async function takeOut(options: { from?: string; to?: string; out?: string; organization?: string; json?: boolean }) {
  for (const name of ['from', 'to'] as const)
    if (options[name] !== undefined && !DAY.test(options[name]))
      throw new WrongUsage(`--${name} takes a day such as 2026-03-16`)
  return withOrganization(options.organization, async (context) => {
    const { document, events, objects } = await exportOcel(context, options)
    if (options.out === undefined) process.stdout.write(document)
    else {
      await writeFile(options.out, document)
      print(
        options.json
          ? JSON.stringify({ out: options.out, events, objects })
          : `${options.out}: ${events} events of ${objects} objects`,
      )
    }
    return 0
  })
}

function sayReport({ organization, events, subjects, mismatches }: Verified): string {
  const verdict = mismatches.length ? `${mismatches.length} mismatches` : 'all agree'
  const shown = mismatches
    .slice(0, MISMATCHES_SHOWN)
    .map(({ subjectType, subjectId, problem }) => `\n  ${subjectType} ${subjectId}: ${problem}`)
  return `${organization}: ${events} events of ${subjects} subjects, ${verdict}${shown.join('')}`
}
