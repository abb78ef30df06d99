/** A link by which whoever receives goods follows one shipment without a sign-in. */
import type { RecordType } from '../../ledger/index.ts'

export const trackingLink: RecordType = {
  subjectType: 'tracking_link',
  table: 'tracking.link',
  key: 'link_id',
  columns: ['shipment_id', 'made_at', 'revoked_at'],
  created: 'TrackingLinkMade',
  changed: 'TrackingLinkRevoked',
}

const DAY_MS = 86_400_000
/** A claim is made within weeks; after that the page has nothing more to say. */
export const DAYS_AFTER_DELIVERY = 30
/** Goods that never arrive: the link does not live for ever. */
export const DAYS_WITHOUT_DELIVERY = 180
/** Wrong postcodes a day; then the details stay closed until tomorrow, whoever asks. */
export const WRONG_MAX = 10

/** When the link ends. Example: delivered on 1 March, it ends on 31 March. */
export const endOfLink = (madeAt: Date, deliveredAt: Date | null): Date =>
  deliveredAt
    ? new Date(deliveredAt.getTime() + DAYS_AFTER_DELIVERY * DAY_MS)
    : new Date(madeAt.getTime() + DAYS_WITHOUT_DELIVERY * DAY_MS)
