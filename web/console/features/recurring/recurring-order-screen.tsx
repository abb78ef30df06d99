/** One recurring order: what holds, and its next days, each of which can be skipped, changed or looked into. */
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { PageHead } from '../../../ui/page.tsx'
import { RepeatOrder } from '../../../ui/recurring/repeat-order.tsx'
import { useRepeating } from '../../../ui/recurring/requests.ts'
import { useRepeatText } from '../../../ui/repeat-text.ts'
import { Answer } from '../../../ui/request.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

export default function RecurringOrderScreen() {
  const { t } = useTranslation('shell')
  const repeatText = useRepeatText()
  const { id = '' } = useParams()
  const source = { path: `/api/v1/recurring-orders/${encodeURIComponent(id)}`, alsoChanges: ['orders'] }
  const recurring = useRepeating(source)
  const mayChange = mayDo(useSession(), 'orders.write')
  return (
    <>
      <PageHead
        title={recurring.data?.name ?? id}
        program={t('program')}
        crumb={{ label: t('screen.recurring-orders'), to: '/recurring-orders' }}
        lead={repeatText(recurring.data?.terms.at(-1))}
      />
      <Answer of={recurring}>
        {(found) => <RepeatOrder recurring={found} source={source} mayChange={mayChange} />}
      </Answer>
    </>
  )
}
