/** Which guesses move the gain most, from which value on another mix would be chosen, and a way to say them better. */
import { Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TradeOffInput, Weighed } from '../../../../contract/trade-offs.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { Guess, Guesses } from './use-trade-offs.ts'

type Props = { weighed: Weighed; guesses: Guesses; onGuess: (guesses: Guesses) => void }

export function SwingsTable({ weighed, guesses, onGuess }: Props) {
  const { t } = useTranslation('tradeOffs')
  const formats = useFormats()
  const [edited, setEdited] = useState<TradeOffInput | null>(null)
  const money = (value: number) => formats.estimate(value, weighed.currency!)
  const swings = weighed.answer?.swings ?? []
  const rows = weighed.inputs
    .map((input) => ({ ...input, swing: swings.find((swing) => swing.input === input.input) }))
    .toSorted((a, b) => span(b.swing) - span(a.swing))
  const share = (value: number | undefined) => (value === undefined ? '' : formats.number(Number(value.toPrecision(3))))
  return (
    <Stack gap="xs">
      <PlainTable
        label={t('swings')}
        rows={rows}
        rowKey={({ input }) => input}
        columns={[
          { id: 'input', header: t('guess'), cell: ({ input }) => t(`input.${input}`), isTitle: true },
          {
            id: 'range',
            header: t('range'),
            cell: ({ low, likely, high, isPrior }) =>
              `${share(low)} – ${share(likely)} – ${share(high)}${isPrior ? ` · ${t('prior')}` : ''}`,
          },
          {
            id: 'gain',
            header: t('gainFromTo'),
            isNumber: true,
            cell: ({ swing }) => swing && span(swing) > 0.5 && `${money(swing.atLow)} … ${money(swing.atHigh)}`,
          },
          {
            id: 'switch',
            header: t('switch'),
            cell: ({ swing }) =>
              swing &&
              [
                swing.below && t('switchBelow', { value: share(swing.below.value) }),
                swing.above && t('switchAbove', { value: share(swing.above.value) }),
              ]
                .filter(Boolean)
                .join(', '),
          },
          {
            id: 'edit',
            header: '',
            cell: ({ input }) => (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`${t('sayBetter')}: ${t(`input.${input}`)}`}
                onClick={() => setEdited(input)}
              >
                {t('sayBetter')}
              </Button>
            ),
          },
        ]}
      />
      {edited && (
        <GuessForm
          key={edited}
          name={edited}
          now={weighed.inputs.find(({ input }) => input === edited)!}
          onSay={(guess) => {
            onGuess({ ...guesses, [edited]: guess })
            setEdited(null)
          }}
          onStop={() => setEdited(null)}
        />
      )}
      {Object.keys(guesses).length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={() => onGuess({})} style={{ alignSelf: 'flex-start' }}>
          {t('backToPriors')}
        </Button>
      )}
    </Stack>
  )
}

const span = (swing: { atLow: number; atHigh: number } | undefined) =>
  swing ? Math.abs(swing.atHigh - swing.atLow) : -1

type FormProps = { name: TradeOffInput; now: Guess; onSay: (guess: Guess) => void; onStop: () => void }

function GuessForm({ name, now, onSay, onStop }: FormProps) {
  const { t } = useTranslation('tradeOffs')
  const [guess, setGuess] = useState<Guess>({ low: now.low, likely: now.likely, high: now.high })
  const isOrdered = guess.low <= guess.likely && guess.likely <= guess.high
  const part = (which: keyof Guess) => (
    <NumberInput
      label={t(`part.${which}`)}
      value={guess[which]}
      step={0.001}
      w={130}
      onChange={(value) => setGuess({ ...guess, [which]: Number(value) })}
    />
  )
  return (
    <Stack gap={4} role="group" aria-label={t(`input.${name}`)}>
      <Text size="sm" fw={600}>
        {t(`input.${name}`)}
      </Text>
      <Group align="flex-end" gap="sm">
        {part('low')}
        {part('likely')}
        {part('high')}
        <Button disabled={!isOrdered} onClick={() => onSay(guess)}>
          {t('weighAnew')}
        </Button>
        <Button variant="default" onClick={onStop}>
          {t('keep')}
        </Button>
      </Group>
      {!isOrdered && (
        <Text size="sm" c="var(--sf-wrong)">
          {t('notOrdered')}
        </Text>
      )}
    </Stack>
  )
}
