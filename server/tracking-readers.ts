/** How messages of every channel are read again. */
import { readCall } from './integrations/carrier-webhooks/carrier-events.api.ts'
import { readEdifact } from './integrations/edi-edifact/read-edifact.ts'
import { readX12 } from './integrations/edi-x12/read-x12.ts'
import { readCapture } from './integrations/epcis/capture.ts'
import { findConnection, type Reader, type ReadMessage } from './modules/tracking/index.ts'

interface Interchange {
  readonly read: ReadMessage
}

/** A file may hold several interchanges; only the one that was refused is read again. */
const oneOf = (all: readonly Interchange[], key: string) => ({
  read: (all.find(({ read }) => read.key === key) ?? all[0]!).read,
  zone: null,
})

export const TRACKING_READERS: Readonly<Record<string, Reader>> = {
  epcis: async (tx, { content }) => ({ read: readCapture(content, tx.tenantId), zone: null }),
  'x12-214': async (_, { content, message_key }) => oneOf(readX12(content), message_key),
  'edifact-iftsta': async (_, { content, message_key }) => oneOf(readEdifact(content), message_key),
  webhook: byMapping,
  'carrier-file': byMapping,
  polling: byMapping,
}

async function byMapping(...[tx, { source, content, message_key }, { clock }]: Parameters<Reader>) {
  const connection = await findConnection(tx, source, clock.now())
  // The digest of the content stands for a missing id, and will do so again.
  const key = message_key.startsWith('sha256-') ? null : message_key
  return { read: readCall({ mapping: connection?.mapping ?? null }, content, key), zone: connection?.zone ?? null }
}
