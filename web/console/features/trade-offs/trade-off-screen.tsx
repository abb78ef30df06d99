/** The trade-off desk: move the levels of service, see cost, gain, risk and customers' benefit, and draft a package of what is worth it. */
import { Alert, Anchor, Button, Grid, Group, List, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { Ground, TRADE_OFF_ELEMENTS, Weighed } from '../../../../contract/trade-offs.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { currencyExponent } from '../../../ui/format/currency.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { NEW, RecordDrawer } from '../../lib/records/record-drawer.tsx'
import { useRecord } from '../../lib/records/use-records.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { draftKind } from '../../lib/terms/draft-kind.ts'
import { packageKind } from '../../lib/terms/package-kind.ts'
import { PackagePreview } from '../../lib/terms/package-preview.tsx'
import { draftOf, isTerm, nextMonth } from './draft.ts'
import { LevelCurve } from './level-curve.tsx'
import { useLevelText, useLeverName } from './level-text.ts'
import { LevelsTable } from './levels-table.tsx'
import { MixPanel } from './mix-panel.tsx'
import { ParityTable } from './parity-table.tsx'
import { SwingsTable } from './swings-table.tsx'
import { type Guesses, type Tried, useWeighed } from './use-trade-offs.ts'

/** The contract's list; its file also holds schemas, which screens have no use for. */
const LEVERS: typeof TRADE_OFF_ELEMENTS = [
  'lead_time_days',
  'in_stock_percent',
  'delivery_days',
  'minimum_order',
  'window_hours',
]

export default function TradeOffScreen() {
  const { t } = useTranslation(['tradeOffs', 'shell', 'field'])
  const [filters, change] = useAddress()
  const [mix, setMix] = useState<readonly Tried[]>([])
  const [guesses, setGuesses] = useState<Guesses>({})
  const [rivals, setRivals] = useState<readonly Tried[]>([])
  const weighed = useWeighed(mix, guesses, rivals)
  const found = weighed.data
  const setBudget = useDebouncedCallback(
    (value: string | number) => change({ budget: String(value) || undefined }),
    400,
  )
  return (
    <>
      <SectionTabs of="service" />
      <PageHead title={t('shell:screen.trade-offs')} program={t('shell:program')} lead={t('lead')} />
      <FilterBar names={['segment_id', 'currency', 'budget', 'intangible']}>
        <ChoiceFilter
          name="segment_id"
          label={t('allSegments')}
          choices={(found?.segments ?? []).map(({ segment_id, name }) => ({ value: segment_id, label: name }))}
          width={230}
        />
        {(found?.currencies.length ?? 0) > 1 && (
          <ChoiceFilter
            name="currency"
            label={found?.currency ?? t('field:currency')}
            choices={found!.currencies.map((currency) => ({ value: currency, label: currency }))}
            width={110}
          />
        )}
        <NumberInput
          aria-label={t('budget')}
          placeholder={t('budget')}
          defaultValue={filters.budget === undefined ? '' : Number(filters.budget)}
          onChange={setBudget}
          thousandSeparator=" "
          style={{ flex: '0 1 220px', minWidth: 0 }}
        />
        <Switch
          label={t('countIntangible')}
          checked={filters.intangible === 'yes'}
          onChange={(event) => change({ intangible: event.currentTarget.checked ? 'yes' : undefined })}
        />
      </FilterBar>
      <Answer of={weighed}>
        {(answer) => (
          <Desk
            weighed={answer}
            isStale={weighed.isPlaceholderData}
            mix={mix}
            onMix={setMix}
            guesses={guesses}
            onGuess={setGuesses}
            rivals={rivals}
            onRivals={setRivals}
          />
        )}
      </Answer>
    </>
  )
}

type DeskProps = {
  weighed: Weighed
  isStale: boolean
  mix: readonly Tried[]
  onMix: (mix: readonly Tried[]) => void
  guesses: Guesses
  onGuess: (guesses: Guesses) => void
  rivals: readonly Tried[]
  onRivals: (rivals: readonly Tried[]) => void
}

function Desk({ weighed, isStale, mix, onMix, guesses, onGuess, rivals, onRivals }: DeskProps) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const { currency, grounds, answer, tried, segments } = weighed
  if (currency === null || grounds.length === 0)
    return (
      <Surface isFlush>
        <Empty icon="standards" title={t('nothing')}>
          {t('nothingAdvice')} <Link to="/costs/rates">{t('toRates')}</Link>
        </Empty>
      </Surface>
    )
  const levelOf = (ground: Ground) => {
    const same = ({ segment, element }: { segment: string; element: string }) =>
      segment === ground.segment && element === ground.element
    return mix.find(same)?.level ?? answer?.chosen.levels.find(same)?.level ?? ground.today
  }
  const tryOut = (one: Tried) =>
    onMix(
      grounds.map((ground) => ({
        segment: ground.segment,
        element: ground.element,
        level: one.segment === ground.segment && one.element === ground.element ? one.level : levelOf(ground),
      })),
    )
  const asked = segments.filter((one) => grounds.some(({ segment }) => segment === one.segment_id))
  return (
    <Stack gap="md" aria-busy={isStale || undefined}>
      {weighed.currencies.length > 1 && (
        <Text size="sm" c="dimmed">
          {t('oneCurrency', { currency })}
        </Text>
      )}
      <Barriers weighed={weighed} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, xl: 7 }}>
          <Stack gap="md">
            {asked.map((one) => (
              <Surface
                key={one.segment_id}
                title={one.name}
                note={t('segmentNote', {
                  customers: formats.number(one.customers),
                  orders: formats.number(one.orders),
                  revenue: formats.estimate(one.revenue, currency),
                  margin: formats.percent(one.margin_share),
                })}
                actions={
                  <Draft
                    weighed={weighed}
                    segment={one}
                    changes={grounds
                      .filter(({ segment }) => segment === one.segment_id)
                      .map((ground) => ({ element: ground.element, today: ground.today, level: levelOf(ground) }))}
                  />
                }
              >
                <LevelsTable
                  label={one.name}
                  grounds={grounds.filter(({ segment }) => segment === one.segment_id)}
                  currency={currency}
                  levelOf={levelOf}
                  onTry={tryOut}
                />
                <NotWeighed grounds={grounds.filter(({ segment }) => segment === one.segment_id)} />
              </Surface>
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, xl: 5 }}>
          <Stack gap="md">
            {tried && (
              <Surface
                title={t('tried')}
                note={t(tried.isWithinBudget ? 'triedNote' : 'triedBeyond')}
                actions={
                  <Button variant="subtle" size="compact-sm" onClick={() => onMix([])}>
                    {t('backToBest')}
                  </Button>
                }
              >
                {tried.bars.length > 0 && <Blocked bars={tried.bars} weighed={weighed} />}
                <MixPanel mix={tried.mix} weighed={weighed} risk={tried.risk} />
              </Surface>
            )}
            {answer && (
              <Surface
                title={t('best')}
                note={t(answer.isByRule ? (answer.isProven ? 'bestProven' : 'bestNotProven') : 'bestSurest', {
                  off: formats.estimate(answer.bound - answer.best.gain, currency),
                })}
              >
                <MixPanel mix={answer.chosen} weighed={weighed} risk={answer.risk} />
                {answer.budget_price !== null && (
                  <Text size="sm" mt="xs">
                    {t('budgetPrice', { worth: formats.number(Number(answer.budget_price.toPrecision(3))) })}
                  </Text>
                )}
                {answer.otherwise && <Otherwise weighed={weighed} />}
              </Surface>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
      <Surface title={t('competitors')} note={t('competitorsNote')}>
        <ParityTable weighed={weighed} levelOf={levelOf} rivals={rivals} onRivals={onRivals} />
      </Surface>
      <Surface title={t('curves')} note={t('curvesNote')}>
        {asked.map((one) => (
          <div key={one.segment_id}>
            {asked.length > 1 && (
              <Text size="sm" fw={600} mt="sm">
                {one.name}
              </Text>
            )}
            <Grid gap="md">
              {grounds
                .filter(({ segment }) => segment === one.segment_id)
                .map((ground) => (
                  <Grid.Col key={ground.element} span={{ base: 12, sm: 6, xl: 3 }}>
                    <LevelCurve ground={ground} currency={currency} chosen={levelOf(ground)} />
                  </Grid.Col>
                ))}
            </Grid>
          </div>
        ))}
      </Surface>
      <Text size="sm">
        {t('askedElsewhere')}{' '}
        <Link to={addressOf('/packages/spending', asked.length === 1 ? { segment_id: asked[0]!.segment_id } : {})}>
          {t('toSpending')}
        </Link>
      </Text>
      <Surface title={t('swings')} note={t('swingsNote')}>
        <SwingsTable weighed={weighed} guesses={guesses} onGuess={onGuess} />
      </Surface>
    </Stack>
  )
}

/** Levers of which the record tells too little, each with what is missing: a lever that is not shown is not worth nothing. */
function NotWeighed({ grounds }: { grounds: readonly Ground[] }) {
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
function Barriers({ weighed }: { weighed: Weighed }) {
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

function Blocked({ bars, weighed }: { bars: NonNullable<Weighed['tried']>['bars']; weighed: Weighed }) {
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

function Otherwise({ weighed }: { weighed: Weighed }) {
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

/** What a package does not say is published where it is said. */
function Elsewhere({ moved }: { moved: readonly { element: Ground['element'] }[] }) {
  const { t } = useTranslation('tradeOffs')
  const isService = moved.some(({ element }) => element !== 'window_hours')
  const isWindow = moved.some(({ element }) => element === 'window_hours')
  return (
    <>
      {isWindow && (
        <Anchor component={Link} to="/calendar" size="sm">
          {t('toSlots')}
        </Anchor>
      )}
      {isService && (
        <Anchor component={Link} to="/services" size="sm">
          {t('toServices')}
        </Anchor>
      )}
    </>
  )
}

type DraftProps = {
  weighed: Weighed
  segment: Weighed['segments'][number]
  changes: readonly { element: Ground['element']; today: number; level: number }[]
}

/** The mix as the segment's next package: the form of a package with what changes filled in, its before and after, and its floors. */
function Draft({ weighed, segment, changes }: DraftProps) {
  const { t } = useTranslation('tradeOffs')
  const session = useSession()
  const go = useNavigate()
  const [opened, setOpened] = useState<'draft' | 'package'>()
  const isOpen = opened !== undefined
  const held = segment.package
  const stored = useRecord(packageKind.path, isOpen && held.package_id ? held.package_id : undefined)
  const moved = changes.filter(({ today, level }) => today !== level)
  if (!mayDo(session, 'standards.write') || moved.length === 0) return null
  const elsewhere = moved.filter(({ element }) => !isTerm(element))
  if (elsewhere.length === moved.length) return <Elsewhere moved={elsewhere} />
  const day = nextMonth(weighed.to)
  const isReady = isOpen && (held.package_id === null || stored.data !== undefined)
  const start = {
    ...draftOf(
      changes,
      { stored: stored.data, deliveryDays: held.delivery_days ?? [] },
      { currency: weighed.currency!, factor: 10 ** currencyExponent(weighed.currency!) },
    ),
    package_id: `${segment.segment_id}-${day.slice(0, 7)}`,
    segment_id: segment.segment_id,
    name: segment.name,
    valid_from: day,
  }
  return (
    <Group gap="xs">
      {elsewhere.length > 0 && <Elsewhere moved={elsewhere} />}
      <Button size="compact-md" onClick={() => setOpened('package')} leftSection={<Icon name="edit" size={16} />}>
        {t('draft')}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        onClick={() => setOpened('draft')}
        leftSection={<Icon name="clock" size={16} />}
      >
        {t('keepDraft')}
      </Button>
      <RecordDrawer
        kind={{ ...draftKind, start: { ...start, draft_id: start.package_id } }}
        open={isReady && opened === 'draft' ? NEW : undefined}
        onClose={() => setOpened(undefined)}
        review={(draft) => <PackagePreview draft={draft} />}
        onSaved={({ draft_id }) => go(`/packages/drafts/${encodeURIComponent(String(draft_id))}`)}
      />
      <RecordDrawer
        kind={{ ...packageKind, start }}
        open={isReady && opened === 'package' ? NEW : undefined}
        onClose={() => setOpened(undefined)}
        review={(draft) => <PackagePreview draft={draft} />}
        onSaved={() => go(addressOf('/packages/versions', { segment_id: segment.segment_id }))}
      />
    </Group>
  )
}
