/** The verdict with its evidence: for each right what was promised, what was observed, and which facts decided. */
import { conditionRule, failingHandover, placeRule, productRule } from './at-the-door.ts'
import type { OtifDefinition } from './definition.ts'
import { requiredKinds } from './documents.ts'
import type { DeliveryFact, DocumentFact, LineFacts } from './facts.ts'
import { judgedWindows, judgeReading } from './judge-line.ts'
import { decidingArrival } from './on-time.ts'
import { firstWrongInvoice } from './price.ts'
import { type JudgeTime, type Reading, readLine } from './reading.ts'
import { longestSilence } from './tracking-age.ts'
import type { Cause, Check, LineVerdict, Right } from './verdict.ts'
import type { JudgedWindow } from './windows.ts'

/** One figure of the evidence, with the kind that tells how to write it. */
export interface EvidenceValue {
  name: string
  kind:
    | 'day'
    | 'instant'
    | 'quantity_milli'
    | 'unit_price_micro'
    | 'amount_minor'
    | 'rate_ppm'
    | 'meters'
    | 'seconds'
    | 'count'
    | 'code'
  value: number | string | null
}

export interface RightEvidence {
  check: Check
  cause: Cause | null
  /** Key of the rule's text: `time.late`, `price.pass`. */
  ruleKey: string
  factIds: readonly string[]
  promised: readonly EvidenceValue[]
  observed: readonly EvidenceValue[]
}

export interface LineExplanation {
  verdict: LineVerdict
  evidence: Record<Right, RightEvidence>
}

/** The same verdict as `judgeLine`, with evidence for every right. Slower; meant for one line on a screen. */
export function explainLine(facts: LineFacts, definition: OtifDefinition, now: JudgeTime): LineExplanation {
  const reading = readLine(facts, definition, now)
  const verdict = judgeReading(reading)
  const judged = judgedWindows(reading)[definition.dateBasis]
  const evidence = {} as Record<Right, RightEvidence>
  const tell = (right: Right, rest: Pick<RightEvidence, 'factIds' | 'promised' | 'observed'>) => {
    const cause = verdict.rightCauses[right]
    const check = verdict.rights[right]
    evidence[right] = { check, cause, ruleKey: `${right}.${cause ?? check}`, ...rest }
  }
  tell('product', productEvidence(reading))
  tell('quantity', quantityEvidence(reading))
  tell('time', timeEvidence(reading, judged))
  tell('place', placeEvidence(reading))
  tell('condition', conditionEvidence(reading))
  tell('price', priceEvidence(reading))
  tell('information', informationEvidence(reading))
  return { verdict, evidence }
}

type Evidence = Pick<RightEvidence, 'factIds' | 'promised' | 'observed'>

const figure = (name: string, kind: EvidenceValue['kind'], value: EvidenceValue['value']): EvidenceValue => ({
  name,
  kind,
  value,
})

/** The delivery that failed the rule, else all of them. */
function deciding(reading: Reading, rule: Parameters<typeof failingHandover>[1]): DeliveryFact[] {
  const failing = failingHandover(reading, rule)?.delivery
  return failing ? [failing] : reading.handovers.map(({ delivery }) => delivery!)
}

const idsOf = (facts: readonly { id: string }[]) => [...new Set(facts.map(({ id }) => id))]

function claimIds(reading: Reading, ...kinds: string[]): string[] {
  return idsOf(reading.facts.claims.filter((claim) => kinds.includes(claim.kind)))
}

function productEvidence(reading: Reading): Evidence {
  const deliveries = deciding(reading, productRule)
  return {
    factIds: [...idsOf(deliveries), ...claimIds(reading, 'wrong_product')],
    promised: [figure('product', 'code', reading.facts.productId)],
    observed: deliveries.map((delivery) => figure('product', 'code', delivery.productId)),
  }
}

function quantityEvidence(reading: Reading): Evidence {
  const deliveries = reading.handovers.map(({ delivery }) => delivery!)
  const total = (of: (delivery: DeliveryFact) => number) => deliveries.reduce((sum, each) => sum + of(each), 0)
  return {
    factIds: [...idsOf(deliveries), ...claimIds(reading, 'shortage', 'not_received')],
    promised: [figure('ordered', 'quantity_milli', reading.quantityMilli)],
    observed: [
      figure('accepted', 'quantity_milli', reading.fullMilli),
      figure(
        'rejected',
        'quantity_milli',
        total((delivery) => delivery.rejectedMilli),
      ),
      figure('uncounted', 'quantity_milli', reading.openMilli),
      figure('cancelled_by_us', 'quantity_milli', reading.facts.supplierCancelledMilli),
    ],
  }
}

function timeEvidence(reading: Reading, judged: JudgedWindow | null): Evidence {
  const arrival = decidingArrival(reading)
  const window = judged?.window
  return {
    factIds: arrival === null ? [] : [arrival.id],
    promised: window
      ? [
          figure('from', 'day', window.fromDay),
          figure('to', 'day', window.toDay),
          figure('from', 'instant', window.fromAt),
          figure('to', 'instant', window.toAt),
        ]
      : [],
    observed: arrival === null ? [] : [figure('done', 'day', arrival.day), figure('done', 'instant', arrival.at)],
  }
}

function placeEvidence(reading: Reading): Evidence {
  const deliveries = deciding(reading, placeRule)
  return {
    factIds: [...idsOf(deliveries), ...claimIds(reading, 'not_received')],
    promised: [figure('ship_to', 'code', reading.facts.shipToId)],
    observed: deliveries.flatMap((delivery) => [
      figure('location', 'code', delivery.locationId),
      figure('distance', 'meters', delivery.distanceMeters),
      figure('recipient', 'code', delivery.recipient),
    ]),
  }
}

function conditionEvidence(reading: Reading): Evidence {
  const deliveries = deciding(reading, conditionRule)
  return {
    factIds: [...idsOf(deliveries), ...claimIds(reading, 'damage')],
    promised: [figure('condition', 'code', 'OK')],
    observed: deliveries.map((delivery) => figure('condition', 'code', delivery.condition)),
  }
}

function priceEvidence(reading: Reading): Evidence {
  const { agreed, invoices } = reading.facts
  const wrong = firstWrongInvoice(reading)
  const decided = wrong ? [wrong] : invoices
  return {
    factIds: idsOf(decided),
    promised: [
      figure('unit_price', 'unit_price_micro', agreed.unitPriceMicro),
      figure('charges', 'amount_minor', agreed.chargesMinor),
      figure('tax', 'rate_ppm', agreed.taxRatePpm),
      figure('currency', 'code', agreed.currency),
    ],
    observed: decided.flatMap((invoice) => [
      figure('kind', 'code', invoice.kind),
      figure('quantity', 'quantity_milli', invoice.quantityMilli),
      figure('unit_price', 'unit_price_micro', invoice.unitPriceMicro),
      figure('net', 'amount_minor', invoice.netMinor),
      figure('charges', 'amount_minor', invoice.chargesMinor),
      figure('tax', 'rate_ppm', invoice.taxRatePpm),
      figure('currency', 'code', invoice.currency),
      figure('reason', 'code', invoice.reason),
    ]),
  }
}

function informationEvidence(reading: Reading): Evidence {
  const { information: clause, documents } = reading.facts
  if (clause === null) return { factIds: [], promised: [], observed: [] }
  const hours = (name: string, agreed: number | null) =>
    agreed === null ? [] : [figure(name, 'seconds', agreed * 3600)]
  const silence = longestSilence(reading)
  return {
    factIds: idsOf(documents),
    promised: [
      ...requiredKinds(clause).map((kind) => figure('document', 'code', kind)),
      ...hours('advance_notice', clause.advanceNoticeHours),
      ...hours('tracking_age', clause.trackingAgeHours),
      ...(clause.tellsExceptions ? [figure('told_of_exceptions', 'code', 'yes')] : []),
    ],
    observed: [
      ...documents.flatMap(documentFigures),
      ...(silence === null ? [] : [figure('longest_silence', 'seconds', silence)]),
    ],
  }
}

function documentFigures({ kind, day, at, isCorrect }: DocumentFact): EvidenceValue[] {
  const sent = at === null ? figure('sent', 'day', day) : figure('sent', 'instant', at)
  const correct = isCorrect === null ? null : isCorrect ? 'yes' : 'no'
  return [figure('document', 'code', kind), sent, figure('is_correct', 'code', correct)]
}
