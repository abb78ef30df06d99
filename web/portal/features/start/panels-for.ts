/** Which panels a person finds on the first page, and in which order, by what they take care of. */
import type { PortalRole } from '../../../../contract/people.ts'

export type PanelName = 'coming' | 'questions' | 'past' | 'claims' | 'recalls' | 'bills' | 'colleagues'

/** What each looks for first. */
const FIRST: Record<PortalRole, readonly PanelName[]> = {
  buyer: ['coming', 'questions', 'bills'],
  receiver: ['coming', 'past', 'claims'],
  quality: ['recalls', 'claims', 'past'],
  finance: ['bills', 'questions', 'coming'],
  administrator: ['colleagues', 'coming', 'questions'],
}
const IN_TURN = Object.keys(FIRST) as PortalRole[]
const TURNS = [0, 1, 2]

/** Somebody with several roles finds the first panel of each before the second of any. Null: everything but colleagues. */
export function panelsFor(roles: readonly PortalRole[] | null): PanelName[] {
  const held = IN_TURN.filter((role) => (roles ? roles.includes(role) : role !== 'administrator'))
  return [...new Set(TURNS.flatMap((turn) => held.flatMap((role) => FIRST[role][turn] ?? [])))]
}
