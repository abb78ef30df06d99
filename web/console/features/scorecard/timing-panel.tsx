/** Early, on time, late, missing: measured against the promised window itself, each opening its lines. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Scorecard } from '../../../../contract/scorecard.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Surface } from '../../../ui/surface.tsx'
import classes from './timing-panel.module.css'
import type { Asked } from './use-scorecard.ts'

const TIMINGS = ['early', 'on_time', 'late', 'missing', 'unknown'] as const

export function TimingPanel({ scorecard, asked }: { scorecard: Scorecard; asked: Asked }) {
  const { t } = useTranslation(['scorecard', 'rights'])
  const formats = useFormats()
  const { timing } = scorecard
  const total = TIMINGS.reduce((sum, name) => sum + timing[name], 0)
  const shown = TIMINGS.filter((name) => name !== 'unknown' || timing.unknown > 0)
  return (
    <Surface title={t('timing.title')} note={t('timing.note')}>
      <Stack gap="sm">
        <div className={classes.bar} aria-hidden="true">
          {shown.map((name) => (
            <span key={name} data-timing={name} style={{ flexGrow: timing[name] }} />
          ))}
        </div>
        <ul className={classes.list}>
          {shown.map((name) => (
            <li key={name}>
              <span className={classes.swatch} data-timing={name} aria-hidden="true" />
              <Link to={asked.linesTo({ timing: name })}>{t(`rights:timing.${name}`)}</Link>
              <b>{formats.number(timing[name])}</b>
              <Text span size="xs" c="dimmed">
                {formats.percent(total ? timing[name] / total : null)}
              </Text>
            </li>
          ))}
        </ul>
        {timing.daysLateMean !== null && (
          <Text size="sm" c="dimmed">
            {t('timing.mean', { days: formats.duration(timing.daysLateMean, 'day') })}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
