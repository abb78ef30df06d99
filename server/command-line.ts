/** What the command line may do with an organization's data, without a web server: bring in, take out, verify. */
import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { Mapping, MappingInput } from '../contract/imports.ts'
import type { MessagesTaken, TellingQuery, TrackingChannel } from '../contract/tracking.ts'
import { takeEdifact } from './integrations/edi-edifact/edi-edifact.api.ts'
import { takeX12 } from './integrations/edi-x12/edi-x12.api.ts'
import { captureDocument } from './integrations/epcis/capture-document.command.ts'
import { exportFile } from './integrations/files/export-file.ts'
import { importFile } from './integrations/files/import-file.command.ts'
import { OWN_DAYS, ownOcel } from './integrations/files/process-logs/own-ocel.ts'
import { rejectsFile } from './integrations/files/rejects-file.ts'
import { openTable } from './integrations/files/table.ts'
import { verifyLedger } from './ledger/index.ts'
import { addMember, foundOrganization, hasLogin, openSignIn } from './modules/people/index.ts'
import { textOf } from './modules/tracking/index.ts'
import { type Context, systemContext } from './platform/context.ts'
import { inSnapshot } from './platform/database/transaction.ts'
import { discardFailedJobs, type FailedJob, listFailedJobs, retryFailedJobs } from './platform/jobs/index.ts'
import { type OpenRuntime, openRuntime } from './runtime.ts'
import { listTenants, type Tenant } from './tenants.ts'
import { verifiables } from './verifiables.ts'

export type { ImportProgress, ImportReport } from './integrations/files/import-file.command.ts'
export type { VerifyReport } from './ledger/index.ts'
export type { FailedJob } from './platform/jobs/index.ts'

const PASSWORD_BYTES = 12

export interface OpenOrganizations {
  readonly organizations: readonly Tenant[]
  contextOf(organization: Tenant): Context
  /** Founds an organization with its owner. Gives the owner's first password; null: that address has one already and keeps it. */
  found(name: string, owner: { readonly email: string; readonly name: string }): Promise<string | null>
  /** Work for later whose attempts are used up. */
  listFailedJobs(): Promise<FailedJob[]>
  /** Returns how many of these had failed, and have all their attempts again. */
  retryJobs(jobIds: readonly number[]): Promise<number>
  /** Returns how many of these had failed, and are gone. */
  discardJobs(jobIds: readonly number[]): Promise<number>
  close(): Promise<void>
}

/** Opens the database that `npm start` uses. The log stays silent: standard output belongs to the command. */
export async function openOrganizations(environment: NodeJS.ProcessEnv = process.env): Promise<OpenOrganizations> {
  const open = await openRuntime({ ...environment, LOG_LEVEL: environment.LOG_LEVEL || 'silent' })
  try {
    return {
      organizations: await listTenants(open.runtime),
      contextOf: ({ tenant_id }) => systemContext(open.runtime, tenant_id, 'command-line'),
      found: (name, owner) => foundWithOwner(open, name, owner),
      listFailedJobs: () => listFailedJobs(open.runtime.database),
      retryJobs: (jobIds) => retryFailedJobs(open.runtime.database, jobIds),
      discardJobs: (jobIds) => discardFailedJobs(open.runtime.database, jobIds),
      close: open.close,
    }
  } catch (error) {
    await open.close()
    throw error
  }
}

/** The names of a file's columns. */
export async function readHeaders(path: string): Promise<readonly string[]> {
  const table = await openTable(path)
  await table.close()
  return table.headers
}

async function foundWithOwner(
  open: OpenRuntime,
  name: string,
  owner: { email: string; name: string },
): Promise<string | null> {
  const password = randomBytes(PASSWORD_BYTES).toString('base64url')
  // No cookie is set here, so the address that cookies belong to does not matter.
  const signIn = openSignIn({ ...open, baseUrl: 'http://localhost' })
  try {
    const context = await foundOrganization(open.runtime, name)
    const isKnown = await hasLogin(context, owner.email)
    await addMember(context, signIn, { ...owner, password, role: 'owner' })
    return isKnown ? null : password
  } finally {
    await signIn.close()
  }
}

export const importPath = (
  context: Context,
  path: string,
  mapping: Mapping | MappingInput,
  onProgress: Parameters<typeof importFile>[1]['onProgress'],
) => importFile(context, { open: () => createReadStream(path), fileName: basename(path), mapping, onProgress })

/** A file of what carriers and partners tell of shipments. Refuses only where nothing of it could be taken. */
export async function importTracking(
  context: Context,
  path: string,
  { channel, ...telling }: TellingQuery & { readonly channel: TrackingChannel },
): Promise<MessagesTaken> {
  const content = textOf(await readFile(path))
  if (channel === 'x12-214') return takeX12(context, content, telling)
  if (channel === 'edifact-iftsta') return takeEdifact(context, content, telling)
  return { messages: [await captureDocument(context, content, telling.source ?? 'epcis')] }
}

export const openRejects = (context: Context, importId: string): Readable =>
  Readable.from(rejectsFile(context, importId))

export const openExport = exportFile

export const verify = (context: Context) => verifyLedger(context, verifiables)

/** The own ledger as OCEL 2.0, of the orders placed in a period. */
export async function exportOcel(context: Context, asked: { readonly from?: string; readonly to?: string }) {
  const to = asked.to ?? context.clock.now().toISOString().slice(0, 10)
  const from = asked.from ?? new Date(Date.parse(to) - OWN_DAYS * 86_400_000).toISOString().slice(0, 10)
  const ocel = await inSnapshot(context, (tx) => ownOcel(tx, { from, to }))
  return { document: JSON.stringify(ocel), events: ocel.events.length, objects: ocel.objects.length }
}
