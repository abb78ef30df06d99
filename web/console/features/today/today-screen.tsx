/** The first screen of the day: what is past due and still open, what is due now and next, how the last week went. */
import { Anchor, Grid, Group, Stack, Text } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useLinkKeys } from '../../../ui/use-link-keys.ts'
import { withMoreWords } from '../../lib/more-words.ts'
import { DayLines } from './day-lines.tsx'
import { FirstSteps, useIsEmpty } from './first-steps.tsx'
import { UnlessCounting, useFreshWhenCounted } from './still-counting.tsx'
import { type DayLine, daysAround, isOpen, useDueOn } from './use-today.ts'

/** What is loaded before it is what the reader waits for. */
const FIRST_SCREEN = 'first-screen'
/** So that nothing below jumps when they come. */
const DANGERS_HEIGHT = 560
const OVERDUE_HEIGHT = 160
const WEEK_HEIGHT = 320

export default function TodayScreen() {
  const { t } = useTranslation(['today', 'shell'])
  const formats = useFormats()
  const list = useLinkKeys<HTMLDivElement>()
  const today = formats.dayAt(new Date())
  const { tomorrow } = daysAround(today)
  const isDrawn = useIsDrawn()
  useFreshWhenCounted()
  const head = <PageHead title={t('shell:screen.today')} program={t('shell:program')} lead={formats.longDate(today)} />
  if (useIsEmpty())
    return (
      <>
        {head}
        <FirstSteps />
      </>
    )
  return (
    <>
      {head}
      <Grid gap="md">
        <Grid.Col span={12}>
          <Later isDrawn={isDrawn} height={DANGERS_HEIGHT}>
            <DangerPanel />
          </Later>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 8 }} ref={list}>
          <Stack gap="md">
            <Later isDrawn={isDrawn} height={OVERDUE_HEIGHT}>
              <OverduePanel today={today} />
            </Later>
            <DuePanel day={today} today={today} title={t('dueToday')} />
            <DuePanel day={tomorrow} today={today} title={t('dueTomorrow')} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <Later isDrawn={isDrawn} height={WEEK_HEIGHT}>
              <WeekPanel today={today} />
              <LoweringsWaiting />
              <ReviewsDue />
              <ActionReminders />
              <MovesProposed />
              <SeasonsToPrepare />
            </Later>
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}

const SeasonsToPrepare = lazy(() => import('../../lib/seasons-to-prepare.tsx'))
const ActionReminders = lazy(withMoreWords(() => import('../../lib/actions/action-reminders.tsx')))
const MovesProposed = lazy(withMoreWords(() => import('../../lib/segments/moves-proposed.tsx')))
const ReviewsDue = lazy(() => import('../../lib/terms/reviews-due.tsx'))
const LoweringsWaiting = lazy(() => import('../../lib/terms/lowerings-waiting.tsx'))
const DangerPanel = lazy(withMoreWords(() => import('./danger-panel.tsx')))

const OverduePanel = lazy(() => import('./overdue-panel.tsx'))
const WeekPanel = lazy(() => import('./week-panel.tsx'))

function useIsDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => {
    performance.mark(FIRST_SCREEN)
    setDrawn(true)
  }, [])
  return isDrawn
}

/** Lists with filters and figures with rules weigh more than the screen itself: they come as soon as it stands. */
function Later({ isDrawn, height, children }: { isDrawn: boolean; height: number; children: ReactNode }) {
  const waiting = <Surface style={{ minHeight: height }}>{<RowsWaiting rows={height > WEEK_HEIGHT ? 6 : 2} />}</Surface>
  return isDrawn ? <Suspense fallback={waiting}>{children}</Suspense> : waiting
}

function DuePanel({ day, today, title }: { day: string; today: string; title: string }) {
  const { t } = useTranslation('today')
  const lines = useDueOn(day)
  const linesTo = addressOf('/scorecard/lines', { basis: 'current_promised', from: day, to: day })
  return (
    <Surface
      isFlush
      title={<Titled icon="clock" color="var(--sf-note)" text={title} />}
      actions={<AllLines to={linesTo} />}
    >
      <Answer of={lines} waiting={<RowsWaiting rows={4} />}>
        {({ rows, nextCursor }) => (
          <DueLines rows={rows} isMore={nextCursor !== null} title={title} today={today} emptyNote={t('nothingDue')} />
        )}
      </Answer>
    </Surface>
  )
}

type DueProps = { rows: readonly DayLine[]; isMore: boolean; title: string; today: string; emptyNote: string }

function DueLines({ rows, isMore, title, today, emptyNote }: DueProps) {
  const { t } = useTranslation('today')
  const open = rows.filter(isOpen)
  if (rows.length === 0)
    return (
      <UnlessCounting>
        <Text px="md" pb="md" size="sm" c="dimmed">
          {emptyNote}
        </Text>
      </UnlessCounting>
    )
  return (
    <>
      <Text px="md" pb="xs" size="sm" c="dimmed">
        {t(isMore ? 'doneOfMore' : 'doneOf', { done: rows.length - open.length, count: rows.length })}
      </Text>
      {open.length > 0 && <DayLines lines={open} label={title} today={today} />}
    </>
  )
}

function Titled({ icon, color, text }: { icon: IconName; color: string; text: ReactNode }) {
  return (
    <Group gap={8} component="span" wrap="nowrap">
      <Icon name={icon} style={{ color }} />
      {text}
    </Group>
  )
}

function AllLines({ to }: { to: string }) {
  const { t } = useTranslation('today')
  return (
    <Anchor component={Link} to={to} size="sm">
      {t('lines')}
    </Anchor>
  )
}
