/** `sevenfold export`: the records of a kind as a file that `sevenfold import` reads back. */
import { createWriteStream } from 'node:fs'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EXPORT_FORMATS, EXPORT_KINDS } from '../contract/exports.ts'
import { openExport } from '../server/command-line.ts'
import { defineCommand, oneOf, print, WrongUsage } from './command.ts'
import { withOrganization } from './organization.ts'

const USAGE = `sevenfold export KIND [--format csv|xlsx|json] [--out FILE] [--organization NAME] [--json]

Writes all records of a kind, in the columns that sevenfold import reads.
  KIND               ${EXPORT_KINDS.join(', ')}
  --format F         csv, xlsx or json (default csv)
  --out FILE         where it goes (default: standard output)
  --organization N   whose data it is; not needed where there is only one
  --json             with --out: print a summary as JSON; alone: the same as --format json`

export const command = defineCommand({
  name: 'export',
  summary: 'Take records out as a file.',
  usage: USAGE,
  options: { format: 'string', out: 'string', organization: 'string' },
  async work({ options, words }) {
    const [kindWord, ...rest] = words
    if (!kindWord || rest.length) throw new WrongUsage('give one kind, such as: export orders --out orders.csv')
    const kind = oneOf('the kind', kindWord, EXPORT_KINDS)
    const fallback = options.json && !options.out ? 'json' : 'csv'
    const format = oneOf('--format', options.format ?? fallback, EXPORT_FORMATS)
    return withOrganization(options.organization, async (context) => {
      const count = counting()
      await pipeline(await openExport(context, kind, format), count.stream, target(options.out))
      const summary = { kind, format, out: options.out, bytes: count.bytes() }
      if (options.out) print(options.json ? JSON.stringify(summary) : `${options.out}: ${kind}, ${count.bytes()} bytes`)
      return 0
    })
  },
})

function counting() {
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, bytes: () => bytes }
}

/** Standard output is not ours to close. */
const target = (path: string | undefined): Writable =>
  path === undefined
    ? new Writable({ write: (chunk, _, done) => void process.stdout.write(chunk, done) })
    : createWriteStream(path)
