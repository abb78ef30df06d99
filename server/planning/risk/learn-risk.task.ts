/** Learning from what came, as work for later. */
import { z } from 'zod'
import { defineTask } from '../../platform/jobs/index.ts'

export const learnRiskTask = defineTask({
  name: 'planning.learn-risk',
  payload: z.object({}),
  lane: 'long',
  attemptsMax: 3,
  isOneAtATime: true,
})
