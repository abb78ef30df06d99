/** `sevenfold discover`: the process in an event log of another system, without a database. */
import { LIFECYCLES, type Lifecycle } from '../server/discover-door.ts'
import { defineCommand, oneOf, WrongUsage } from './command.ts'
import { discoverFile } from './discovering/discover-file.ts'
import { printDiscovery } from './discovering/print.ts'

const USAGE = `sevenfold discover FILE [--lifecycle as_is|complete|paired] [--object TYPE] [--case C] [--activity A] [--time T] [--start S] [--json]

Discovers the process in an event log (XES, OCEL 2.0 JSON, or a table with an event a row; also gzip), without a database:
what follows what, how often, how long it waits, what is done again, and in how many different ways.
  --lifecycle L   as_is: every event counts (default); complete: only what was finished; paired: start and completion are one
  --object TYPE   of an OCEL log, follow only this kind of thing; without it each kind is followed
  --case, --activity, --time, --start
                  names of a table's columns, where they are not the usual ones
  --json          print the whole result as JSON`

export const command = defineCommand({
  name: 'discover',
  summary: 'Discover the process in an event log, without a database.',
  usage: USAGE,
  options: {
    lifecycle: 'string',
    object: 'string',
    case: 'string',
    activity: 'string',
    time: 'string',
    start: 'string',
  },
  async work({ options, words }) {
    const [file, ...others] = words
    if (file === undefined || others.length > 0) throw new WrongUsage('name one file; see --help')
    const lifecycle: Lifecycle =
      options.lifecycle === undefined ? 'as_is' : oneOf('--lifecycle', options.lifecycle, LIFECYCLES)
    const { case: caseId, activity, time, start } = options
    const columns = Object.fromEntries(
      Object.entries({ caseId, activity, time, start }).filter(([, name]) => name !== undefined),
    )
    const found = await discoverFile({ file, columns, lifecycle, objectType: options.object })
    process.stdout.write(options.json ? `${JSON.stringify(found)}\n` : printDiscovery(found))
    return 0
  },
})
