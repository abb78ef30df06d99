/** How the organization tells its customers, as long as it has not said otherwise. */
import { MESSAGE_KINDS, type MessageKind, type MessageSetting } from '../../../contract/messages.ts'

export type Mode = MessageSetting['modes'][MessageKind]

/** Bad news with choices goes out when somebody has looked at it. */
export const USUAL_MODES: Readonly<Record<MessageKind, 'automatic' | 'by_hand'>> = {
  promise_made: 'automatic',
  promise_moved: 'automatic',
  at_risk: 'by_hand',
  delay: 'by_hand',
  dispatched: 'automatic',
  out_for_delivery: 'automatic',
  attempt_failed: 'automatic',
  delivered: 'automatic',
  cancelled: 'automatic',
  claim_decided: 'automatic',
  inquiry_answered: 'automatic',
  problem_closed: 'automatic',
  feedback_answered: 'automatic',
  season_ahead: 'by_hand',
  service_lowered: 'automatic',
}

export const USUAL_SETTING: MessageSetting = {
  is_on: false,
  modes: {},
  contact_line: null,
  quiet_from: '21:00',
  quiet_to: '08:00',
}

export const isKnownKind = (kind: string): kind is MessageKind => (MESSAGE_KINDS as readonly string[]).includes(kind)

export const modeOf = ({ modes }: Pick<MessageSetting, 'modes'>, kind: string) =>
  isKnownKind(kind) ? (modes[kind] ?? USUAL_MODES[kind]) : 'by_hand'
