/** The levers beside the best competitor in each: what is known and how, where today and the level tried stand, and a way to suppose otherwise. */
import { Anchor, Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ground, PARITY_RULES, Weighed } from '../../../../contract/trade-offs.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useLevelText, useLeverName } from './level-text.ts'
import { ParityMark } from './parity-mark.tsx'
import type { Tried } from './use-trade-offs.ts'

/** As in the contract: no more than that can be supposed. */
const MOST: Readonly<Record<string, number>> = { in_stock_percent: 100, delivery_days: 7, window_hours: 24 }
/** The contract's list; its file also holds schemas, which screens have no use for. */
const RULES: typeof PARITY_RULES = ['core', 'all', 'none']

type Props = {
  weighed: Weighed
  levelOf: (ground: Ground) => number
  rivals: readonly Tried[]
  onRivals: (rivals: readonly Tried[]) => void
}

export function ParityTable({ weighed, levelOf, rivals, onRivals }: Props) {
  const { t } = useTranslation(['tradeOffs', 'value'])
  const formats = useFormats()
  const [{ parity }, change] = useAddress()
  const [supposed, setSupposed] = useState<Ground>()
  const { grounds, answer, segments } = weighed
  const levelText = useLevelText(weighed.currency!)
  const leverName = useLeverName(grounds)
  const names = new Map(segments.map((one) => [one.segment_id, one.name]))
  const isOne = grounds.every(({ segment }) => segment === grounds[0]?.segment)
  const name = ({ segment, element }: Ground) =>
    isOne ? leverName(element) : `${names.get(segment) ?? segment}: ${leverName(element)}`
  const at = (ground: Ground, wanted: number) => ground.levels.find(({ level }) => level === wanted)?.parity
  const isSame = (one: Tried, ground: Ground) => one.segment === ground.segment && one.element === ground.element
  const rows = grounds.filter(({ rival, name: service }) => rival !== null || service === null)
  return (
    <Stack gap="sm">
      <Group gap="md" align="flex-end">
        <Select
          label={t('parityRule')}
          data={RULES.map((value) => ({ value, label: t(`parityRules.${value}`) }))}
          value={RULES.find((rule) => rule === parity) ?? 'core'}
          allowDeselect={false}
          onChange={(value) => change({ parity: value === 'core' ? undefined : (value ?? undefined) })}
          w={300}
        />
        {answer && answer.parity_price !== null && (
          <Text size="sm">{t('parityPrice', { price: formats.estimate(answer.parity_price, weighed.currency!) })}</Text>
        )}
        {rivals.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onRivals([])}>
            {t('backToEvidence')}
          </Button>
        )}
      </Group>
      <PlainTable
        label={t('competitors')}
        rows={rows}
        rowKey={({ segment, element }) => `${segment} ${element}`}
        columns={[
          { id: 'lever', header: t('lever'), cell: name, isTitle: true },
          {
            id: 'who',
            header: t('competitor'),
            cell: ({ rival }) =>
              rival === null ? (
                <Anchor component={Link} to="/needs/competitors" size="sm">
                  {t('noCompetitor')}
                </Anchor>
              ) : (
                <Stack gap={0}>
                  <span>{rival.name ?? t('supposed')}</span>
                  {rival.evidence && (
                    <Text size="xs" c="dimmed">
                      {t(`value:need_evidence.${rival.evidence}`)}, {rival.seen_on && formats.date(rival.seen_on)}
                      {rival.cases > 0 && ` · n = ${formats.number(rival.cases)}`}
                      {rival.is_weak && ` · ${t('weakEvidence')}`}
                    </Text>
                  )}
                </Stack>
              ),
          },
          {
            id: 'offers',
            header: t('theyOffer'),
            cell: ({ rival, element }) =>
              rival === null
                ? null
                : rival.level !== null
                  ? `${levelText(element, rival.level)}${rival.is_assumed ? ` · ${t('supposed')}` : ''}`
                  : rival.mark !== null && t('theirMark', { mark: formats.number(Number(rival.mark.toFixed(1))) }),
          },
          {
            id: 'today',
            header: t('today'),
            cell: (ground) => {
              const state = at(ground, ground.today)
              return state && <ParityMark state={state} />
            },
          },
          {
            id: 'chosen',
            header: t('level'),
            cell: (ground) => {
              const state = at(ground, levelOf(ground))
              return state && <ParityMark state={state} />
            },
          },
          {
            id: 'suppose',
            header: '',
            cell: (ground) => (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`${t('suppose')}: ${name(ground)}`}
                onClick={() => setSupposed(ground)}
              >
                {t('suppose')}
              </Button>
            ),
          },
        ]}
      />
      {supposed && (
        <Suppose
          key={`${supposed.segment} ${supposed.element}`}
          ground={supposed}
          title={name(supposed)}
          onStop={() => setSupposed(undefined)}
          onSay={(level) => {
            const { segment, element } = supposed
            onRivals([...rivals.filter((one) => !isSame(one, supposed)), { segment, element, level }])
            setSupposed(undefined)
          }}
        />
      )}
    </Stack>
  )
}

type SupposeProps = { ground: Ground; title: string; onSay: (level: number) => void; onStop: () => void }

function Suppose({ ground, title, onSay, onStop }: SupposeProps) {
  const { t } = useTranslation('tradeOffs')
  const [level, setLevel] = useState<number | string>(ground.rival?.level ?? ground.today)
  const isService = ground.name !== null
  return (
    <Group align="flex-end" gap="sm" role="group" aria-label={title}>
      {isService ? (
        <Select
          label={t('supposeLabel', { lever: title })}
          data={[0, 1, 2].map((value) => ({
            value: String(value),
            label: t(`entitled.${value === 0 ? 'none' : value === 1 ? 'priced' : 'included'}`),
          }))}
          value={String(level)}
          allowDeselect={false}
          onChange={(value) => setLevel(Number(value))}
        />
      ) : (
        <NumberInput
          label={t('supposeLabel', { lever: title })}
          description={t(`unit.${ground.element}`)}
          value={level}
          min={0}
          max={MOST[ground.element] ?? 100_000}
          onChange={setLevel}
        />
      )}
      <Button disabled={level === ''} onClick={() => onSay(Number(level))}>
        {t('weighAnew')}
      </Button>
      <Button variant="default" onClick={onStop}>
        {t('keep')}
      </Button>
    </Group>
  )
}
