/** From samples to a model. */

import { advance } from './advance.ts'
import { OWN_NUMBERS } from './ask.ts'
import { newCalibration } from './calibration.ts'
import { newClock } from './clock.ts'
import type { Learner } from './learner.ts'
import { daysUntilKnown, isLost } from './lost.ts'
import type { LeadTimeModel } from './model.ts'
import { type Rows, rowsFrom } from './rows.ts'
import type { LeadTimeSample } from './sample.ts'
import { HORIZON_DAYS, type LeadTimeSettings } from './settings.ts'

/**
 * Learns from all samples that started before `settings.today`. Those under way take part as "longer than"; lost ones
 * are left out.
 * Refuses days that are not whole or below zero, and samples with different counts of numbers.
 * Example: `learnLeadTimes([{ destination: 'RO', startDay: 20_000, days: 3, isOpen: false }, …], { today: 20_100 })`.
 */
export function learnLeadTimes(samples: readonly LeadTimeSample[], settings: LeadTimeSettings): LeadTimeModel {
  const known = daysUntilKnown(samples)
  const learner = startLearner(rowsFrom(samples.filter((sample) => !isLost(sample, known))), settings)
  advance(learner, settings.today)
  return learner.model
}

export function startLearner(rows: Rows, settings: LeadTimeSettings): Learner {
  const first = rows.count > 0 ? Math.min(rows.start[0]!, settings.today) : settings.today
  return learnerOf(newModel(rows, first, settings), rows)
}

function newModel(rows: Rows, first: number, settings: LeadTimeSettings): LeadTimeModel {
  return {
    day: first,
    isBusiness: settings.days === 'business',
    numberCount: rows.numberCount,
    dictionaries: rows.dictionaries,
    clock: newClock(first, Math.max(1, settings.today - first), settings.closedDays ?? []),
    ahead: new Float64Array(HORIZON_DAYS),
    pace: { ended: 0, expected: 0, now: 1 },
    weekdays: { ended: new Float64Array(7), expected: new Float64Array(7) },
    locator: null,
    ladder: null,
    epoch: first,
    calibration: newCalibration(0),
    seed: settings.seed ?? 1,
  }
}

function learnerOf(model: LeadTimeModel, rows: Rows): Learner {
  return {
    model,
    rows,
    nextRow: 0,
    location: new Float64Array(rows.count).fill(Number.NaN),
    work: new Float64Array(rows.count),
    open: new Int32Array(1024),
    openCount: 0,
    ended: 0,
    fit: { day: Number.NEGATIVE_INFINITY, ended: 0 },
    due: new Map(),
    numbers: new Float64Array(rows.numberCount + OWN_NUMBERS),
  }
}
