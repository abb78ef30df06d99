/** How the organization tells its customers, as long as it has not said otherwise. */
import { MESSAGE_KINDS, type MessageKind, type MessageSetting, USUAL_MODES } from '../../../contract/messages.ts'

export type Mode = MessageSetting['modes'][MessageKind]

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
