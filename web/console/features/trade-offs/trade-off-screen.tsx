/** The trade-off desk: move the levels of service, see cost, gain, risk and customers' benefit, and draft a package of what is worth it. */
import { Button, Grid, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ground, Weighed } from '../../../../contract/trade-offs.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { DraftButtons } from './draft-buttons.tsx'
import { Barriers, Blocked, NotWeighed, Otherwise } from './findings.tsx'
import { LevelCurve } from './level-curve.tsx'
import { LevelsTable } from './levels-table.tsx'
import { MixPanel } from './mix-panel.tsx'
import { ParityTable } from './parity-table.tsx'
import { SwingsTable } from './swings-table.tsx'
import { type Guesses, type Tried, useWeighed } from './use-trade-offs.ts'

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
                  <DraftButtons
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
