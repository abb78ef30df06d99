/**
 * What happened, in order, on one line. Happened, expected and asked for have different marks, and what was recorded much
 * later than it happened says so. The reader's own words come from the caller.
 */
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from './format/use-formats.ts'
import { Icon, type IconName } from './icons.tsx'
import classes from './timeline.module.css'

export type Moment = {
  id: string
  title: ReactNode
  detail?: ReactNode
  icon?: IconName
  /** An instant when it is known; else the local day alone, which is then never given a time. */
  at?: string | null | undefined
  day?: string | null | undefined
  zone?: string | undefined
  by?: string | null | undefined
  tone?: 'plain' | 'right' | 'wrong' | 'watch'
  /** Estimated by whoever moves it, planned, or asked for: none of these has happened. */
  kind?: 'happened' | 'expected' | 'planned' | 'asked'
}

export function Timeline({ moments, label }: { moments: readonly Moment[]; label: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {moments.map((moment) => (
        <li
          key={moment.id}
          className={classes.moment}
          data-tone={moment.tone ?? 'plain'}
          data-kind={moment.kind ?? 'happened'}
        >
          <span className={classes.mark}>
            <Icon name={moment.icon ?? 'clock'} size={15} />
          </span>
          <Stack gap={1} style={{ minWidth: 0 }}>
            <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {moment.title}
            </Text>
            <When moment={moment} />
            {moment.detail && (
              <Text size="sm" c="dimmed" component="div">
                {moment.detail}
              </Text>
            )}
            {moment.by && (
              <Text size="xs" c="dimmed">
                {moment.by}
              </Text>
            )}
          </Stack>
        </li>
      ))}
    </ol>
  )
}

function When({ moment }: { moment: Moment }) {
  const formats = useFormats()
  const { t } = useTranslation('ui')
  if (!moment.at && !moment.day) return null
  const text = moment.at ? formats.instant(moment.at, moment.zone) : formats.date(moment.day ?? '')
  return (
    <Text size="xs" c="dimmed" title={moment.at ? formats.relative(moment.at) : t('dayOnly')}>
      {moment.kind && moment.kind !== 'happened' && `${t(`momentKind.${moment.kind}`)} `}
      <time dateTime={moment.at ?? moment.day ?? undefined}>{text}</time>
    </Text>
  )
}
