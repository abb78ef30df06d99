/** Learning lead times anew, as work for later. */
import { z } from 'zod'
import { defineTask } from '../../platform/jobs/index.ts'

export const learnLeadTimesTask = defineTask({
  name: 'planning.learn-lead-times',
  payload: z.object({}),
  lane: 'long',
  attemptsMax: 3,
  isOneAtATime: true,
})
