/** Telling one reader by one way, as work for later. Address, words and secrets are looked up when it is done. */
import { z } from 'zod'
import { defineTask } from '../../platform/jobs/index.ts'

export const sendMessage = defineTask({
  name: 'messages.send',
  payload: z.object({ sending_id: z.uuid() }),
})

/** Everything that was kept back for one reader, at once. */
export const sendDigest = defineTask({
  name: 'messages.send-digest',
  payload: z.object({ digest_id: z.uuid() }),
})

/** Looks whether a gateway has reported the arrival by now. */
export const checkReceipt = defineTask({
  name: 'messages.check-receipt',
  payload: z.object({ sending_id: z.uuid() }),
})
