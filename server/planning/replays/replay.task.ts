/** A replay, as work for later. */
import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { defineTask } from '../../platform/jobs/index.ts'

export const replayTask = defineTask({
  name: 'planning.replay',
  payload: z.object({ replay_id: Code }),
  lane: 'long',
  attemptsMax: 2,
  isOneAtATime: true,
})
