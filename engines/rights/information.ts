/** The right information: documents right, notices given before they were needed, tracking fresh. */
import type { Reading } from './reading.ts'
import type { Ruling } from './verdict.ts'

/** `isLateOrShort`: the customer was owed a warning. `hasEnded`: the window is over, so what is missing is missing. */
export function judgeInformation(reading: Reading, isLateOrShort: boolean, hasEnded: boolean): Ruling {
  const information = reading.facts.information
  if (information === null) return 'not_applicable'
  if (information.isAdvanceNoticeOnTime === false) return 'advance_notice_late'
  if (information.isTrackingFresh === false) return 'tracking_stale'
  if (isLateOrShort && information.wasToldBeforeImpact === false) return 'told_too_late'
  const areDocumentsRight = information.documentsRight >= information.documentsRequired
  if (!areDocumentsRight && (reading.hasGoods || hasEnded)) return 'documents_wrong'
  if (!areDocumentsRight) return 'documents_pending'
  if (isLateOrShort && information.wasToldBeforeImpact === null) return 'no_evidence'
  return reading.hasGoods || hasEnded ? 'pass' : 'window_open'
}
