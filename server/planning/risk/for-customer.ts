/** What a customer sees of a danger: the day, and in one word why. Our suppliers, stock and hands stay ours. */
import type { DangerReason, LineRisk } from '../../../contract/risk.ts'

export function forCustomer(risk: LineRisk): LineRisk {
  const [first] = risk.reasons
  if (!first) return risk
  const { reason } = first.params
  const params: DangerReason['params'] = typeof reason === 'string' ? { reason } : {}
  return { ...risk, reasons: [{ code: first.code, params, contribution: 0 }] }
}
