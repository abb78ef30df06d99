/** The harm of a danger in one plain word; pressing it opens what it is made of. */
import { useTranslation } from 'react-i18next'
import { HARM_FROM, harmWord } from '../../../../contract/danger-words.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Danger } from './use-dangers.ts'

const ONE_DECIMAL = { min: 0, max: 1 }

export function HarmMark({ danger: { harm, late_days } }: { danger: Danger }) {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const { light: _, ...from } = HARM_FROM
  const weight = late_days > 0 ? harm / late_days : 1
  const definition = t('harmRule', {
    ...from,
    harm: formats.number(harm, ONE_DECIMAL),
    days: formats.number(late_days, ONE_DECIMAL),
    weight: formats.number(weight, ONE_DECIMAL),
  })
  return <Figure value={t(`harmWord.${harmWord(harm)}`)} label={t('harm')} rule={{ title: t('harm'), definition }} />
}
