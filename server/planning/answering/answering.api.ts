/** How answering by itself goes, and whether anything would go out now. */
import { AutomaticAnswerFigures } from '../../../contract/automatic-answers.ts'
import { goesOutByItself } from '../../modules/messages/index.ts'
import { inSnapshot } from '../../platform/database/transaction.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { automaticAnswerFigures } from '../../views/service-desk/automatic-answers.ts'

export const answeringEndpoints = [
  endpoint({
    method: 'GET',
    path: '/automatic-answer-figures',
    tag: 'inquiries',
    permission: 'inquiries.read',
    summary: 'How answering by itself went in thirty days, and how certain it is of such questions today',
    answer: AutomaticAnswerFigures,
    handle: (context) =>
      inSnapshot(context, async (tx) => {
        const goesOut = await goesOutByItself(tx, 'inquiry_answered')
        return automaticAnswerFigures(tx, { now: context.clock.now(), goesOut })
      }),
  }),
]
