/** What a step has moved: weeks before and since, beside those it did not touch, and the plain answer. */
import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Action, ActionEffect } from '../../../../contract/actions.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { useMeasureText } from '../../lib/actions/measure-text.ts'
import { EffectPicture } from './effect-picture.tsx'

const SHOWN: Readonly<Record<ActionEffect['effect'], { color: string; icon: IconName }>> = {
  moved: { color: 'teal', icon: 'check' },
  worse: { color: 'red', icon: 'alert' },
  not_moved: { color: 'yellow', icon: 'dash' },
  cannot_tell: { color: 'gray', icon: 'question' },
}

export function EffectPanel({ action }: { action: Action & { version?: number } }) {
  const { t } = useTranslation('actions')
  const effect = useQuery({
    queryKey: ['records', '/actions', 'effect', action.action_id, action.version],
    queryFn: ({ signal }) =>
      call<ActionEffect>(`/api/v1/actions/${encodeURIComponent(action.action_id)}/effect`, { signal }),
  })
  return (
    <Stack gap="sm" mt="lg">
      <Title order={2} size="h5">
        {t('effect.title')}
      </Title>
      <Answer of={effect}>{(found) => <Told found={found} expected={action.expected_change ?? null} />}</Answer>
    </Stack>
  )
}

function Told({ found, expected }: { found: ActionEffect; expected: number | null }) {
  const { t } = useTranslation('actions')
  const formats = useFormats()
  const { levelText, changeText } = useMeasureText()
  const [isTable, setTable] = useState(false)
  const { measure, effect, why } = found
  const inPoints = (value: number | null) => (value === null ? 0 : measure === 'order_cycle_time' ? value : 100 * value)
  const { color, icon } = SHOWN[effect]
  return (
    <>
      <Alert variant="light" color={color} icon={<Icon name={icon} />} title={t(`effect.${effect}`)}>
        {why && t(`effect.why.${why}`)}{' '}
        {found.change !== null &&
          found.low !== null &&
          t('effect.change', {
            change: changeText(measure, inPoints(found.change)),
            low: changeText(measure, inPoints(found.low)),
            high: changeText(measure, inPoints(found.high)),
          })}{' '}
        {expected !== null && t('effect.expected', { expected: changeText(measure, expected) })}
      </Alert>
      {found.before !== null && found.after !== null && (
        <PlainTable
          label={t('effect.title')}
          rows={[
            { name: t('effect.touched'), before: found.before, after: found.after },
            ...(found.is_controlled
              ? [{ name: t('effect.others'), before: found.others_before, after: found.others_after }]
              : []),
          ]}
          rowKey={({ name }) => name}
          columns={[
            { id: 'name', header: t('effect.who'), cell: ({ name }) => name, isTitle: true },
            {
              id: 'before',
              header: t('effect.before'),
              cell: ({ before }) => levelText(measure, before),
              isNumber: true,
            },
            { id: 'after', header: t('effect.after'), cell: ({ after }) => levelText(measure, after), isNumber: true },
          ]}
        />
      )}
      {found.weeks.length > 0 && (
        <>
          <Text size="sm" c="dimmed">
            {t(found.is_controlled ? 'effect.controlled' : 'effect.uncontrolled', {
              lines: formats.number(found.lines),
            })}
          </Text>
          {isTable ? (
            <PlainTable
              label={t('effect.weeks')}
              rows={found.weeks}
              rowKey={({ week }) => week}
              columns={[
                { id: 'week', header: t('effect.week'), cell: ({ week }) => formats.date(week), isTitle: true },
                {
                  id: 'touched',
                  header: t('effect.touched'),
                  cell: ({ touched }) => levelText(measure, touched),
                  isNumber: true,
                },
                {
                  id: 'others',
                  header: t('effect.others'),
                  cell: ({ others }) => levelText(measure, others),
                  isNumber: true,
                },
                { id: 'lines', header: t('lines'), cell: ({ lines }) => formats.number(lines), isNumber: true },
              ]}
            />
          ) : (
            <EffectPicture found={found} />
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => setTable(!isTable)}
            style={{ alignSelf: 'flex-start' }}
          >
            {t(isTable ? 'effect.asPicture' : 'effect.asTable')}
          </Button>
        </>
      )}
    </>
  )
}
