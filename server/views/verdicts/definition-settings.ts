/** The settings of a definition as people enter them, as the engine takes them. Missing ones are the engine's own. */
import type { OtifSettings } from '../../../contract/policies.ts'
import { type OtifDefinition, STANDARD_DEFINITION } from '../../../engines/rights/index.ts'

const UNITS = { days: 'day', business_days: 'business_day', minutes: 'minute' } as const
const SUBSTITUTIONS = { counts: 'counts', if_authorized: 'counts_if_authorized', fails: 'fails' } as const
const PPM_OF_PERCENT = 10_000

export function toDefinition(id: string, version: number, settings: Partial<OtifSettings>): OtifDefinition {
  const standard = STANDARD_DEFINITION
  const { window, underTolerancePercent: under, overTolerancePercent: over } = settings
  return {
    ...standard,
    id,
    version,
    dateBasis: settings.dateBasis ?? standard.dateBasis,
    window: window ? { unit: UNITS[window.unit], early: window.early, late: window.late } : standard.window,
    clockStop: settings.clockStop ?? standard.clockStop,
    earlyIsFailure: settings.earlyIsFailure ?? standard.earlyIsFailure,
    level: settings.level ?? standard.level,
    underTolerancePpm: under === undefined ? standard.underTolerancePpm : Math.round(under * PPM_OF_PERCENT),
    overTolerancePpm: over === undefined ? standard.overTolerancePpm : Math.round(over * PPM_OF_PERCENT),
    substitution: settings.substitution ? SUBSTITUTIONS[settings.substitution] : standard.substitution,
    failedAttempt: settings.failedAttempt ?? standard.failedAttempt,
  }
}
