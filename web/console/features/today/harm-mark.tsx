/** The harm of a danger in one plain word; pressing it opens what it is made of. */
import { useTranslation } from 'react-i18next'
import { HARM_FROM, harmWord } from '../../../../contract/danger-words.ts'
import { Figure } from '../../../ui/figure.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Danger } from './use-dangers.ts'

const ONE_DECIMAL = { min: 0, max: 1 }

/** Of several lines their harm together: late days of a usual line add up. */
export function HarmMark({ lines }: { lines: readonly Danger[] }) {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const { light: _, ...from } = HARM_FROM
  const harm = lines.reduce((sum, line) => sum + line.harm, 0)
  const days = lines.reduce((sum, line) => sum + line.late_days, 0)
  const definition = t(lines.length > 1 ? 'harmRuleOfLines' : 'harmRule', {
    ...from,
    lines: lines.length,
    harm: formats.number(harm, ONE_DECIMAL),
    days: formats.number(days, ONE_DECIMAL),
    weight: formats.number(days > 0 ? harm / days : 1, ONE_DECIMAL),
  })
  return <Figure value={t(`harmWord.${harmWord(harm)}`)} label={t('harm')} rule={{ title: t('harm'), definition }} />
}
