/** Mailing an invitation's link, as work for later. Address and link are looked up and made when it is done. */
import { z } from 'zod'
import { Code } from '../../../contract/values.ts'
import { defineTask } from '../../platform/jobs/index.ts'

export const mailInvitation = defineTask({
  name: 'people.mail-invitation',
  payload: z.object({ invitation_id: Code }),
})
