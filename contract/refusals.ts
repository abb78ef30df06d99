/**
 * The closed list of refusal codes and the one class that carries them.
 * A refusal is a business answer ("no, because …"), never a bug; it ends the transaction and becomes an RFC 9457 problem document.
 * Every code has an entry in docs/reference/refusals.md.
 */
export const REFUSALS = {
  invalid_input: 400,
  unsupported_file: 400,
  not_signed_in: 401,
  not_allowed: 403,
  not_found: 404,
  wrong_method: 405,
  already_exists: 409,
  version_conflict: 409,
  idempotency_mismatch: 409,
  too_large: 413,
  unsupported_media: 415,
  unknown_customer: 422,
  unknown_product: 422,
  unknown_location: 422,
  unknown_carrier: 422,
  unknown_vehicle: 422,
  unknown_segment: 422,
  unknown_order_line: 422,
  unknown_shipment: 422,
  unknown_definition: 422,
  unknown_unit: 422,
  unknown_currency: 422,
  unknown_price_list: 422,
  unknown_agreement: 422,
  unknown_service: 422,
  below_floor: 422,
  contradicts_agreement: 422,
  below_minimum: 422,
  quantity_not_offered: 422,
  approval_needed: 422,
  notice_needed: 422,
  insufficient_stock: 422,
  quote_expired: 422,
  quote_outdated: 422,
  proposal_outdated: 422,
  consent_needed: 422,
  unknown_offer: 422,
  insufficient_capacity: 422,
  cutoff_passed: 422,
  no_promise: 422,
  wrong_state: 422,
  quantity_exceeded: 422,
  time_order: 422,
  too_many_lines: 422,
  import_not_ready: 422,
  last_owner: 422,
  last_administrator: 422,
  invitation_invalid: 422,
  link_invalid: 422,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof REFUSALS

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, unknown>
  constructor(code: RefusalCode, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
  get status(): number {
    return REFUSALS[this.code]
  }
}
