/** What stands beside the answer of the trade-off desk: what it may not touch, what it could not weigh, and what else would be chosen. */
import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Ground, TRADE_OFF_ELEMENTS, Weighed } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { useLevelText, useLeverName } from './level-text.ts'

/** The contract's list; its file also holds schemas, which screens have no use for. */
const LEVERS: typeof TRADE_OFF_ELEMENTS = [
  'lead_time_days',
  'in_stock_percent',
  'delivery_days',
  'minimum_order',
  'window_hours',
]

/** Levers of which the record tells too little, each with what is missing: a lever that is not shown is not worth nothing. */
export function NotWeighed({ grounds }: { grounds: readonly Ground[] }) {
  const { t } = useTranslation('tradeOffs')
  const lacking = LEVERS.filter((lever) => !grounds.some(({ element }) => element === lever))
  const hasServices = grounds.some(({ name }) => name !== null)
  return (
    <List size="sm" spacing={2} mt="xs" c="dimmed">
      {lacking.map((lever) => (
        <List.Item key={lever}>
          {t('notWeighed', { lever: t(`element.${lever}`), reason: t(`lack.${lever}`) })}
        </List.Item>
      ))}
      {!hasServices && (
        <List.Item>{t('notWeighed', { lever: t('servicesLever'), reason: t('lack.services') })}</List.Item>
      )}
      <List.Item>{t('notWeighed', { lever: t('channelsLever'), reason: t('lack.channels') })}</List.Item>
    </List>
  )
}

/** What the answer may not touch, whatever it would save; and why there is none. */
export function Barriers({ weighed }: { weighed: Weighed }) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(weighed.currency!)
  const leverName = useLeverName(weighed.grounds)
  const names = new Map(weighed.segments.map((one) => [one.segment_id, one.name]))
  const { missing, answer, grounds } = weighed
  const lacking = weighed.segments.filter(({ lacks }) => lacks !== null)
  const floorsOf = (segment: string, element: string) =>
    grounds.find((one) => one.segment === segment && one.element === element)?.floors ?? []
  return (
    <>
      {missing && missing.reason !== 'nothing' && (
        <Alert variant="light" color="red" icon={<Icon name="alert" />} title={t(`missing.${missing.reason}`)}>
          {missing.short !== null && t('missing.short', { by: formats.estimate(missing.short, weighed.currency!) })}
          {missing.without.map(({ segment, element }) => (
            <div key={`${segment} ${element}`}>
              {names.get(segment) ?? segment}: {leverName(element)}
            </div>
          ))}
        </Alert>
      )}
      {answer && answer.barred.length > 0 && (
        <Alert variant="light" color="gray" icon={<Icon name="warning" />} title={t('barred')}>
          <List size="sm" spacing={2}>
            {answer.barred.slice(0, 6).map(({ segment, element, level, bar, tempting }) => (
              <List.Item key={`${segment} ${element} ${level}`}>
                {t('barredLine', {
                  segment: names.get(segment) ?? segment,
                  element: leverName(element),
                  level: levelText(element, level),
                  gain: formats.estimate(tempting, weighed.currency!),
                  bar: t(`bar.${bar}`),
                })}{' '}
                {floorsOf(segment, element)
                  .map((floor) => t('floorReason', { level: levelText(element, floor.level), reason: floor.reason }))
                  .join(' ')}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {lacking.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('lacking', { segments: lacking.map(({ name }) => name).join(', ') })}
        </Text>
      )}
    </>
  )
}

export function Blocked({ bars, weighed }: { bars: NonNullable<Weighed['tried']>['bars']; weighed: Weighed }) {
  const { t } = useTranslation('tradeOffs')
  const levelText = useLevelText(weighed.currency!)
  const leverName = useLeverName(weighed.grounds)
  return (
    <Alert variant="light" color="red" icon={<Icon name="alert" />} title={t('blocked')} mb="sm">
      {bars.map(({ segment, element, level, bar }) => {
        const floors = weighed.grounds.find((one) => one.segment === segment && one.element === element)?.floors ?? []
        return (
          <div key={`${segment} ${element}`}>
            {leverName(element)}, {levelText(element, level)}: {t(`bar.${bar}`)}{' '}
            {floors
              .map((floor) => t('floorReason', { level: levelText(element, floor.level), reason: floor.reason }))
              .join(' ')}
          </div>
        )
      })}
    </Alert>
  )
}

export function Otherwise({ weighed }: { weighed: Weighed }) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const levelText = useLevelText(weighed.currency!)
  const leverName = useLeverName(weighed.grounds)
  const { otherwise, best } = weighed.answer!
  if (!otherwise) return null
  const key = (one: { segment: string; element: string; level: number }) => `${one.segment} ${one.element} ${one.level}`
  const now = new Set(best.levels.map(key))
  const names = new Map(weighed.segments.map((one) => [one.segment_id, one.name]))
  const others = otherwise.changes.filter((one) => !now.has(key(one)))
  return (
    <Text size="sm" mt="xs">
      {t(otherwise.intangible ? 'withIntangible' : 'withoutIntangible', {
        gain: formats.estimate(otherwise.gain, weighed.currency!),
      })}{' '}
      {others.length === 0
        ? t('sameMix')
        : others
            .map(
              (one) =>
                `${names.get(one.segment) ?? one.segment}: ${leverName(one.element)} ${levelText(one.element, one.level)}`,
            )
            .join('; ')}
    </Text>
  )
}
