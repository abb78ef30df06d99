/** Endpoints of surveys by message: inviting, reminding once, and how many answered of those reached. */
import { z } from 'zod'
import { MailedSample, Reminded, SampleWish, SurveyReach } from '../../../contract/surveys.ts'
import { Code } from '../../../contract/values.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { mailSurvey, remindOfSurvey, surveyReach } from './mail-survey.command.ts'

const shared = { tag: 'surveys', permission: 'needs.write', params: z.object({ id: Code }) } as const

export const surveyMailEndpoints = [
  endpoint({
    ...{ ...shared, method: 'POST', path: '/surveys/:id/mail' },
    summary: 'Invite people to a survey by a message with a link of their own; or only count whom it would reach',
    body: SampleWish,
    answer: MailedSample,
    handle: (context, { params: { id }, body }) => mailSurvey(context, id, body),
  }),
  endpoint({
    ...{ ...shared, method: 'POST', path: '/surveys/:id/remind' },
    summary: 'Remind those who were reached and have not answered, nobody more than once',
    answer: Reminded,
    handle: (context, { params: { id } }) => remindOfSurvey(context, id),
  }),
  endpoint({
    ...{ ...shared, method: 'GET', path: '/surveys/:id/reach', permission: 'needs.read' },
    summary: 'How many were reached by a message and how many of them answered',
    answer: SurveyReach,
    handle: (context, { params: { id } }) => inSnapshot(context, (tx) => surveyReach(tx, id, context.clock.now())),
  }),
]
