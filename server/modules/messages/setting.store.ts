/** SQL of what the organization has set for its messages. */
import sql from 'sql-template-tag'
import type { MessageKind, MessageSetting, MessageTemplate } from '../../../contract/messages.ts'
import type { Tx } from '../../platform/database/database.ts'
import { SETTING_ID } from './records.ts'
import { modeOf, USUAL_SETTING } from './setting.ts'

export interface StoredSetting extends MessageSetting {
  readonly on_since: Date | null
}

export async function readSetting(tx: Tx): Promise<StoredSetting> {
  const [row] =
    await tx.query<StoredSetting>(sql`SELECT is_on, on_since, modes, contact_line, accent_color, quiet_from, quiet_to
    FROM messages.setting WHERE tenant_id = ${tx.tenantId}::uuid AND setting_id = ${SETTING_ID}`)
  return row ?? { ...USUAL_SETTING, on_since: null }
}

/** Whether messages of that kind leave without a person's hand. */
export async function goesOutByItself(tx: Tx, kind: MessageKind): Promise<boolean> {
  const setting = await readSetting(tx)
  return setting.is_on && modeOf(setting, kind) === 'automatic'
}

/** How messages of that kind leave now. */
export async function howTold(tx: Tx, kind: MessageKind): Promise<'automatic' | 'by_hand' | 'off'> {
  const setting = await readSetting(tx)
  return setting.is_on ? modeOf(setting, kind) : 'off'
}

/** The organization's own words that hold on a day, by kind and language. */
export const listTemplates = (tx: Tx, day: string) =>
  tx.query<MessageTemplate>(sql`SELECT DISTINCT ON (kind, language) kind, language, template_id,
      valid_from::text AS valid_from, subject, body, sms
    FROM messages.template WHERE tenant_id = ${tx.tenantId}::uuid AND valid_from <= ${day}::date
    ORDER BY kind, language, valid_from DESC`)

export async function hasSetting(tx: Tx): Promise<boolean> {
  return (
    (await tx.execute(sql`SELECT 1 FROM messages.setting WHERE tenant_id = ${tx.tenantId}::uuid
      AND setting_id = ${SETTING_ID} FOR UPDATE`)) > 0
  )
}
