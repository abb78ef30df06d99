/** What a customer sees of a danger: the day, and in one word why. Our suppliers, stock and hands stay ours. */
import type { CustomerRisk, DangerReason, LineRisk } from '../../../contract/risk.ts'
import type { OfferedChoices } from './at-risk.store.ts'

export function forCustomer(risk: LineRisk, offered: readonly OfferedChoices[]): CustomerRisk {
  const own = offered.find(({ line_number }) => line_number === risk.line_number)
  const [first] = risk.reasons
  const reason = first?.params.reason
  const params: DangerReason['params'] = typeof reason === 'string' ? { reason } : {}
  return {
    ...risk,
    reasons: first ? [{ code: first.code, params, contribution: 0 }] : [],
    choices: own?.choices ?? [],
    choice: own?.choice ?? null,
  }
}
