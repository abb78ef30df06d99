/** `sevenfold ledger verify`: proves that the events of every organization explain its records. */
import { type VerifyReport, verify } from '../server/command-line.ts'
import { defineCommand, print, WrongUsage } from './command.ts'
import { chooseOrganization, withDatabase } from './organization.ts'

const USAGE = `sevenfold ledger verify [--organization NAME] [--json]

Folds the events of every subject and compares the result with its record.
  --organization N   only this one (default: all)
  --json             print the reports as JSON
Exit status 0: everything agrees; 1: something differs.`

const MISMATCHES_SHOWN = 10

interface Verified extends VerifyReport {
  readonly organization: string
}

export const command = defineCommand({
  name: 'ledger',
  summary: 'Verify that the ledger explains every record.',
  usage: USAGE,
  options: { organization: 'string' },
  async work({ options, words }) {
    if (words.length !== 1 || words[0] !== 'verify') throw new WrongUsage('the one thing to do is: ledger verify')
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

function sayReport({ organization, events, subjects, mismatches }: Verified): string {
  const verdict = mismatches.length ? `${mismatches.length} mismatches` : 'all agree'
  const shown = mismatches
    .slice(0, MISMATCHES_SHOWN)
    .map(({ subjectType, subjectId, problem }) => `\n  ${subjectType} ${subjectId}: ${problem}`)
  return `${organization}: ${events} events of ${subjects} subjects, ${verdict}${shown.join('')}`
}
