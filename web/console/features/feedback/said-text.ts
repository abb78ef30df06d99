/** What was said in one piece of feedback: the taps, the words, or that there were none. */
import { useTranslation } from 'react-i18next'
import type { Feedback } from '../../../../contract/feedback.ts'

export function useSaidText() {
  const { t } = useTranslation('feedback')
  return ({ stance, about, comment, is_from_asking }: Feedback): string => {
    const taps = [
      stance && t(`stances.${stance}`),
      about.length > 0 && about.map((subject) => t(`subjects.${subject}`)).join(', '),
    ]
    const said = [taps.filter(Boolean).join(': '), comment].filter(Boolean).join('. ')
    return said || t(is_from_asking ? 'fromAsking' : 'onlyScore')
  }
}
