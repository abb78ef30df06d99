/** Every hour: what is kept for a day is not kept for two. */
import { z } from 'zod'
import { defineTask } from '../../platform/jobs/index.ts'

export const forgetPositionsTask = defineTask({ name: 'vehicles.forget-positions', payload: z.object({}) })
