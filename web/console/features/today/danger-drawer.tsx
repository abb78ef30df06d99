/** One promise in danger: why, until when, what can be done at which cost, and one press to do it and tell the customer. */
import { Alert, Anchor, Badge, Button, Drawer, Group, Radio, Stack, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { harmWord } from '../../../../contract/danger-words.ts'
import type { Remedy, RemedyKind } from '../../../../contract/remedies.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf } from '../../../ui/http.ts'
import { ProblemNote, RowsWaiting } from '../../../ui/notices.tsx'
import { Answer } from '../../../ui/request.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { saidReasons, useSayReason } from '../../lib/danger-text.ts'
import { mayDo, useSession } from '../../lib/session.ts'
import { bestWay } from './best-way.ts'
import { HarmMark } from './harm-mark.tsx'
import { type Danger, useCarryOutRemedy, useOpenTrouble, useRemedies, useTroubleStep } from './use-dangers.ts'
import { useSayWay } from './way-text.ts'

/** Lines of one order in danger for one cause; each has ways out of its own. */
export default function DangerDrawer({ lines, onClose }: { lines: readonly Danger[]; onClose: () => void }) {
  const { t } = useTranslation(['risk', 'ui'])
  const [chosen, setChosen] = useState(lines[0]?.line_number)
  const danger = lines.find(({ line_number }) => line_number === chosen) ?? lines[0]
  if (!danger) return null
  return (
    <Drawer
      opened
      onClose={onClose}
      size="lg"
      title={`${danger.customer_name} · ${lines.length > 1 ? danger.order_id : (danger.product_name ?? danger.product_id)}`}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {lines.length > 1 && <LineChoice lines={lines} chosen={danger} onChoose={setChosen} />}
      <Line key={danger.line_number} danger={danger} onClose={onClose} />
    </Drawer>
  )
}

type LineChoiceProps = { lines: readonly Danger[]; chosen: Danger; onChoose: (line: number) => void }

function LineChoice({ lines, chosen, onChoose }: LineChoiceProps) {
  const { t } = useTranslation('risk')
  return (
    <Radio.Group
      label={t('linesOfOrder', { count: lines.length })}
      value={String(chosen.line_number)}
      onChange={(value) => onChoose(Number(value))}
      mb="lg"
    >
      <Stack gap={6} mt={6}>
        {lines.map((line) => (
          <Radio
            key={line.line_number}
            value={String(line.line_number)}
            label={`${line.product_name ?? line.product_id} · ${t(`harmWord.${harmWord(line.harm)}`)}`}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function Line({ danger, onClose }: { danger: Danger; onClose: () => void }) {
  const { t } = useTranslation('risk')
  const session = useSession()
  const mayAct = mayDo(session, 'promises.write')
  return (
    <Stack gap="lg">
      <Outlook danger={danger} />
      <Reasons danger={danger} />
      {mayAct && <Ways danger={danger} onDone={onClose} />}
      {mayAct && <CaseActions danger={danger} />}
      <Anchor
        component={Link}
        to={addressOf(`/orders/${encodeURIComponent(danger.order_id)}`, { line: danger.line_number })}
        size="sm"
      >
        {t('openOrder', { order: danger.order_id })}
      </Anchor>
    </Stack>
  )
}

function Outlook({ danger }: { danger: Danger }) {
  const { t } = useTranslation('risk')
  const formats = useFormats()
  const { estimate, deal_breaker, deadline_at } = danger
  const between = estimate && {
    from: formats.date(estimate.low80),
    to: estimate.high80 ? formats.date(estimate.high80) : '–',
  }
  return (
    <Stack gap={6}>
      <Group gap="xl">
        <Fact label={t('promised')} value={formats.date(danger.to_date)} />
        <Fact label={t('expected')} value={estimate ? formats.date(estimate.on) : t('notInSight')} />
        <Fact label={t('chance')} value={formats.percent(danger.chance)} />
        <Fact label={t('harm')} value={<HarmMark lines={[danger]} />} />
      </Group>
      {between && (
        <Text size="sm" c="dimmed">
          {t('between', between)}
        </Text>
      )}
      {deadline_at && (
        <Text size="sm" c="dimmed">
          {t('actBy', { when: formats.instant(deadline_at) })}
        </Text>
      )}
      {deal_breaker && (
        <Alert color="red" variant="light" title={t(`consequence.${deal_breaker.consequence}`)}>
          {deal_breaker.note}
        </Alert>
      )}
    </Stack>
  )
}

function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={650}>{value}</Text>
    </div>
  )
}

function Reasons({ danger }: { danger: Danger }) {
  const { t } = useTranslation('risk')
  const say = useSayReason()
  const reasons = saidReasons(danger.reasons)
  return (
    <div>
      <Text fw={650} size="sm" mb={4}>
        {t('why')}
      </Text>
      <Stack gap={4}>
        {reasons.map((reason, at) => (
          <Group key={`${reason.code} ${JSON.stringify(reason.params)}`} justify="space-between" wrap="nowrap" gap="md">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {say(reason)}
            </Text>
            {reasons.length > 1 && (
              <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {t(at === 0 ? 'mainCause' : 'alsoCause')}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </div>
  )
}

function Ways({ danger, onDone }: { danger: Danger; onDone: () => void }) {
  const { t } = useTranslation('risk')
  const remedies = useRemedies(danger)
  const carryOut = useCarryOutRemedy(danger)
  const act = (remedy: Remedy) =>
    carryOut.mutate(remedy, {
      onSuccess: (done) => {
        toastDone(t(`telling.${done.telling}`))
        onDone()
      },
    })
  return (
    <div>
      <Text fw={650} size="sm" mb={6}>
        {t('ways')}
      </Text>
      {carryOut.isError && <ProblemNote error={carryOut.error} />}
      <Answer of={remedies} waiting={<RowsWaiting rows={3} />}>
        {({ remedies: found }) => (
          <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {found.map((remedy) => (
              <Way
                key={`${remedy.kind} ${remedy.to_date}`}
                remedy={remedy}
                isBest={remedy === bestWay(found)}
                days={{ promised: danger.to_date, expected: danger.estimate?.on ?? null }}
                isBusy={carryOut.isPending && carryOut.variables === remedy}
                isOff={carryOut.isPending}
                onAct={() => act(remedy)}
              />
            ))}
          </Stack>
        )}
      </Answer>
    </div>
  )
}

/** What is not said by whether the day stays: sharing out tells all whom it touches. */
const ACTION_OF: Partial<Record<RemedyKind, 'tellNow' | 'carryOutForAll'>> = {
  tell: 'tellNow',
  reallocate: 'carryOutForAll',
}

type WayProps = {
  remedy: Remedy
  isBest: boolean
  days: Parameters<ReturnType<typeof useSayWay>>[1]
  isBusy: boolean
  isOff: boolean
  onAct: () => void
}

function Way({ remedy, isBest, days, isBusy, isOff, onAct }: WayProps) {
  const { t } = useTranslation('risk')
  const sayWay = useSayWay()
  const { kind, touches, needs_consent, parts, keeps_promise } = remedy
  const action = ACTION_OF[kind] ?? (keeps_promise ? 'carryOutQuietly' : 'carryOut')
  const facts = [
    ...sayWay(remedy, days),
    touches.length > 0 ? t('touches', { count: touches.length }) : t('touchesNobody'),
    needs_consent ? t('needsConsent', { product: parts.map(({ product_id }) => product_id).join(', ') }) : null,
    // A press must not promise a message that has nothing to say.
    action === 'carryOutQuietly' ? t('nothingToTell') : null,
  ].filter(Boolean)
  return (
    <li>
      <Group
        justify="space-between"
        align="flex-start"
        gap="sm"
        p="sm"
        style={{ border: '1px solid var(--sf-line)', borderRadius: 6 }}
      >
        <div style={{ flex: '1 1 220px', minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600} size="sm">
              {t(`remedy.${kind}`)}
            </Text>
            {keeps_promise && kind !== 'tell' && (
              <Badge
                variant="outline"
                radius="sm"
                tt="none"
                style={{ color: 'var(--sf-right)', borderColor: 'var(--sf-right)' }}
              >
                {t('keeps')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {facts.join(' · ')}
          </Text>
        </div>
        <Button
          size="compact-md"
          variant={isBest ? 'filled' : 'default'}
          loading={isBusy}
          disabled={isOff && !isBusy}
          onClick={onAct}
          aria-label={`${t(action)}: ${t(`remedy.${kind}`)}`}
        >
          {t(action)}
        </Button>
      </Group>
    </li>
  )
}

/** The customer said it first; it cannot wait; somebody takes it; it is over. */
function CaseActions({ danger }: { danger: Danger }) {
  const { t } = useTranslation('risk')
  const { trouble, order_id, line_number } = danger
  const open = useOpenTrouble()
  const step = useTroubleStep()
  const begin = (is_emergency: boolean) =>
    open.mutate({ order_id, line_number, detected_by: is_emergency ? 'person' : 'customer', is_emergency })
  const isBusy = open.isPending || step.isPending
  return (
    <div>
      {(open.isError || step.isError) && <ProblemNote error={open.error ?? step.error} />}
      <Group gap="xs">
        {!trouble && (
          <>
            <Button size="compact-sm" variant="subtle" disabled={isBusy} onClick={() => begin(false)}>
              {t('customerTold')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="red" disabled={isBusy} onClick={() => begin(true)}>
              {t('makeEmergency')}
            </Button>
          </>
        )}
        {trouble && (
          <>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={isBusy}
              onClick={() => step.mutate({ id: trouble.trouble_id, step: 'take' })}
            >
              {t('take')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={isBusy}
              onClick={() => step.mutate({ id: trouble.trouble_id, step: 'confirm' })}
            >
              {t('confirm')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={isBusy}
              onClick={() => step.mutate({ id: trouble.trouble_id, step: 'close' })}
            >
              {t('close')}
            </Button>
          </>
        )}
      </Group>
    </div>
  )
}
