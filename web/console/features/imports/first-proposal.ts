/** What a file that was never seen before is proposed besides its columns. All of it is shown, and nothing is imported by it. */
import type { MappingInput } from '../../../../contract/imports.ts'
import { call } from '../../../ui/http.ts'
import type { Uploaded } from './use-imports.ts'

/** Kinds whose rows name customers and products without describing how to tell a misspelt code from a new one. */
const NAMES_OTHERS = new Set(['history', 'orders'])
const ASKED = ['customers', 'products'] as const

export async function withProposal(file: Uploaded): Promise<Uploaded> {
  if (file.isRemembered) return file
  const createMissing = NAMES_OTHERS.has(file.kind) ? await notYetKnown() : []
  const mapping = file.mapping as MappingInput
  return {
    ...file,
    mapping: { ...mapping, zone: mapping.zone ?? zoneHere(), ...(createMissing.length > 0 && { createMissing }) },
  }
}

/** The clock of whoever imports: more often that of the file than the one of Greenwich. */
const zoneHere = () => new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

/** Where nobody is recorded yet, every row would be refused for a code that is not known. */
async function notYetKnown(): Promise<(typeof ASKED)[number][]> {
  const known = await Promise.all(
    ASKED.map((name) =>
      call<{ rows: unknown[] }>(`/api/v1/${name}`, { query: { limit: 1 } })
        .then(({ rows }) => rows.length > 0)
        .catch(() => true),
    ),
  )
  return ASKED.filter((_, at) => !known[at])
}
