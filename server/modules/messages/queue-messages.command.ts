/** Puts messages in the queue; those of a kind that goes out by itself are let through at once, the others wait for a person. */
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/database/database.ts'
import { letThroughStored } from './let-through.command.ts'
import { insertMessages, type NewMessage, updateContents } from './messages.store.ts'
import { readSetting } from './setting.store.ts'
import { modeOf } from './setting.ts'
import { supersede } from './supersede.command.ts'

/** Returns how many were new. A kind that is turned off is not queued. */
export async function queueMessages(context: Context, tx: Tx, messages: readonly NewMessage[]): Promise<number> {
  if (messages.length === 0) return 0
  const setting = await readSetting(tx)
  const wanted = setting.is_on ? messages.filter(({ kind }) => modeOf(setting, kind) !== 'off') : messages
  if (wanted.length === 0) return 0
  const added = await insertMessages(context, tx, wanted)
  const { news, forPrograms } = await supersede(context, tx, added)
  const automatic = news.filter(({ kind }) => setting.is_on && modeOf(setting, kind) === 'automatic')
  await letThroughStored(context, tx, automatic)
  // People would read of a change that they never heard of.
  await updateContents(
    tx,
    forPrograms.map((message) => ({ ...message, content: { ...message.content, for_programs: true } })),
  )
  await letThroughStored(context, tx, forPrograms, 'programs')
  return added.length
}
