/** GS1 keys inside the names EPCIS uses for things: EPC URNs and Digital Links. */
import { withCheckDigit } from '../../views/visibility/order-facts.ts'

/** Handling units (SSCC), shipments (GSIN) and consignments (GINC). */
const LINK = /^https?:\/\/[^/]+\/(?:.*\/)?(00|401|402)\/([\w%-]+)$/
const URN = /^urn:epc:id:(sscc|gsin|ginc):(\d+)\.([\w%-]+)$/

export const isLogisticUnit = (uri: string): boolean => LINK.test(uri) || URN.test(uri)

/** The key as a carrier prints it. `urn:epc:id:sscc:0614141.1234567890` is `106141412345678908`. */
export function shippingKeysIn(uri: string): string[] {
  const link = LINK.exec(uri)
  if (link) return [link[2]!]
  const [, kind, prefix, reference] = URN.exec(uri) ?? []
  if (!kind) return []
  if (kind === 'sscc') return [withCheckDigit(`${reference![0]}${prefix}${reference!.slice(1)}`)]
  return [kind === 'gsin' ? withCheckDigit(`${prefix}${reference}`) : `${prefix}${reference}`]
}

/** The global location number in a name of a place; null where there is none. */
export function locationNumberOf(uri: string): string | null {
  const link = /^https?:\/\/[^/]+\/(?:.*\/)?414\/(\d{13})(?:\/|$)/.exec(uri)
  if (link) return link[1]!
  const urn = /^urn:epc:id:sgln:(\d+)\.(\d*)\./.exec(uri)
  return urn && `${urn[1]}${urn[2]}`.length === 12 ? withCheckDigit(`${urn[1]}${urn[2]}`) : null
}

/** What stands behind the last slash or colon. */
export const lastPart = (uri: string): string => /[^/:]*$/.exec(uri)![0]
