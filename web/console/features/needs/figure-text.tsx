/** A figure with its interval; too few people are said by their number alone, and what is not known by a dash. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NeedFigure } from '../../../../contract/gap-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export type FigureUnit = 'percent' | 'mark'

export function useFigureText() {
  const { t } = useTranslation('needs')
  const formats = useFormats()
  const one = (value: number, unit: FigureUnit) =>
    unit === 'percent' ? formats.percent(value, { min: 0, max: 1 }) : formats.number(Math.round(value * 10) / 10)
  return {
    one,
    /** For a table to take away. */
    plain: ({ state, value }: NeedFigure) => (state === 'known' ? value : null),
    said: (figure: NeedFigure, unit: FigureUnit) =>
      figure.state === 'known'
        ? one(figure.value!, unit)
        : figure.state === 'too_few'
          ? t('tooFew', { count: figure.n })
          : null,
    range: ({ low, high }: Pick<NeedFigure, 'low' | 'high'>, unit: FigureUnit) =>
      low === null || high === null ? null : t('range', { low: one(low, unit), high: one(high, unit) }),
  }
}

/** `isShort`: the number of people is told elsewhere. */
export function FigureText({ of, unit, isShort }: { of: NeedFigure; unit: FigureUnit; isShort?: boolean }) {
  const { t } = useTranslation('needs')
  const text = useFigureText()
  if (of.state === 'unknown') return null
  if (of.state === 'too_few')
    return (
      <Text size="sm" c="dimmed" component="span">
        {text.said(of, unit)}
      </Text>
    )
  return (
    <span>
      <b>{text.one(of.value!, unit)}</b>
      {of.low !== null && (
        <Text size="xs" c="dimmed" component="span" display="block" style={{ whiteSpace: 'nowrap' }}>
          {text.range(of, unit)}
          {!isShort && ` · ${t('people', { count: of.n })}`}
        </Text>
      )}
    </span>
  )
}
