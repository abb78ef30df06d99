/** A back-test, as work for later. */
import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { defineTask } from '../../platform/jobs/index.ts'

export const backTestTask = defineTask({
  name: 'planning.back-test',
  payload: z.object({ back_test_id: Code }),
  lane: 'long',
  attemptsMax: 2,
  isOneAtATime: true,
})
