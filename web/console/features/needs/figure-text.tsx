/** A figure with its interval; too few people are said by their number alone, and what is not known by a dash. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NeedFigure } from '../../../../contract/gap-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import type { Counted } from './gap-unit.ts'

/** A share and a mark; `points` and `marks` are differences of two. */
export type FigureUnit = 'percent' | 'mark' | 'points' | 'marks'

export function useFigureText() {
  const { t } = useTranslation('needs')
  const formats = useFormats()
  const tenths = (value: number) => formats.number(Math.round(value * 10) / 10)
  /** Without its unit, for the ends of a range. */
  const bare = (value: number, unit: FigureUnit) => {
    if (unit === 'percent') return formats.percent(value, { min: 0, max: 1 })
    return tenths(unit === 'points' ? value * 100 : value)
  }
  const one = (value: number, unit: FigureUnit) =>
    unit === 'points' || unit === 'marks' ? t(`difference.${unit}`, { value: bare(value, unit) }) : bare(value, unit)
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
      low === null || high === null ? null : t('range', { low: bare(low, unit), high: bare(high, unit) }),
  }
}

type Props = { of: NeedFigure; unit: FigureUnit; counted?: Counted; isShort?: boolean }

/** `isShort`: the number of people is told elsewhere. */
export function FigureText({ of, unit, counted = 'people', isShort }: Props) {
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
          {!isShort && ` · ${t(`counted.${counted}`, { count: of.n })}`}
        </Text>
      )}
    </span>
  )
}
