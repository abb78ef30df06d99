/** Core elements that a draft lowers: why they are core, who is asked to agree, and what they said. */
import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftLowering, LoweredElement, Lowering } from '../../../../contract/lowerings.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { useColleagueName } from '../../lib/records/members.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useFloorText } from '../../lib/terms/floor-text.ts'
import { useAskLowering, useDecideLowering } from './use-lowerings.ts'

type Props = { draftId: string; found: DraftLowering; isOpen: boolean; validFrom: string }

export function LoweringPanel({ draftId, found, isOpen, validFrom }: Props) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const mayWrite = mayDo(useSession(), 'standards.write') && isOpen
  if (found.lowered.length === 0 && found.lowerings.length === 0) return null
  const isAsked = found.lowerings.some(({ state }) => state === 'asked')
  const isTooNear = validFrom < found.earliest
  const isCommon = found.lowered.some(({ floor }) => floor && !floor.is_own)
  return (
    <Surface title={t('lowering.title')} note={t('lowering.note')}>
      <Stack gap="md" mt="xs">
        {found.lowered.length > 0 && <LoweredTable lowered={found.lowered} />}
        {isOpen && found.lowered.length > 0 && (
          <Alert
            variant="light"
            color={found.is_agreed && !isTooNear ? 'teal' : 'yellow'}
            icon={<Icon name={found.is_agreed && !isTooNear ? 'check' : 'alert'} />}
          >
            {[
              isCommon
                ? t('lowering.common')
                : t(found.is_agreed ? 'lowering.agreed' : isAsked ? 'lowering.waiting' : 'lowering.needed'),
              t('lowering.told', { count: found.customers }),
              isTooNear && t('lowering.tooNear', { day: formats.date(found.earliest) }),
            ]
              .filter(Boolean)
              .join(' ')}
          </Alert>
        )}
        {found.lowerings.map((one) => (
          <Asked key={one.lowering_id} one={one} isOpen={isOpen} />
        ))}
        {mayWrite && found.lowered.length > 0 && !found.is_agreed && !isAsked && !isCommon && (
          <AskForm draftId={draftId} approvers={found.approvers} />
        )}
      </Stack>
    </Surface>
  )
}

function LoweredTable({ lowered }: { lowered: readonly LoweredElement[] }) {
  const { t } = useTranslation(['drafts', 'value', 'terms'])
  const formats = useFormats()
  const floorText = useFloorText()
  const { nameOf } = useElements()
  const level = ({ element }: LoweredElement, value: number | null) =>
    value === null ? t('terms:noLimit') : floorText({ element, level: value })
  const why = ({ element, floor, need }: LoweredElement) =>
    [
      floor && t('lowering.floor', { level: floorText({ element, level: floor.level }), reason: floor.reason }),
      need &&
        t(`lowering.need.${need.why}`, {
          need: nameOf(need.element_id),
          day: formats.date(need.valid_from),
        }),
      need?.weight != null &&
        need.weight_low !== null &&
        need.weight_high !== null &&
        t('lowering.weight', {
          weight: formats.percent(need.weight),
          low: formats.percent(need.weight_low),
          high: formats.percent(need.weight_high),
          n: formats.number(need.weight_n ?? 0),
        }),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <PlainTable
      label={t('lowering.title')}
      rows={lowered}
      rowKey={({ element }) => element}
      columns={[
        {
          id: 'element',
          header: t('lowering.element'),
          cell: ({ element }) => t(`value:floor_element.${element}`),
          isTitle: true,
        },
        { id: 'before', header: t('today'), cell: (row) => level(row, row.before) },
        { id: 'after', header: t('proposed'), cell: (row) => level(row, row.after) },
        { id: 'why', header: t('lowering.why'), cell: why },
      ]}
    />
  )
}

function Asked({ one, isOpen }: { one: Lowering; isOpen: boolean }) {
  const { t } = useTranslation('drafts')
  const formats = useFormats()
  const nameOf = useColleagueName()
  const session = useSession()
  const decide = useDecideLowering(one.lowering_id)
  const [answer, setAnswer] = useState('')
  const mayDecide = isOpen && one.state === 'asked' && one.approver === session.user.id
  const say = (is_agreed: boolean) => decide.mutate({ is_agreed, answer: answer.trim() || null })
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t(`lowering.state.${one.state}`, {
          name: nameOf(one.approver),
          day: formats.date((one.decided_at ?? one.asked_at).slice(0, 10)),
        })}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {t('lowering.reasonOf', { name: nameOf(one.asked_by), reason: one.reason })}
      </Text>
      {one.answer && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {t('lowering.answerOf', { name: nameOf(one.approver), answer: one.answer })}
        </Text>
      )}
      {mayDecide && (
        <>
          {decide.isError && <ProblemNote error={decide.error} />}
          <Textarea
            label={t('lowering.answer')}
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          <Group gap="xs">
            <Button loading={decide.isPending} onClick={() => say(true)}>
              {t('lowering.agree')}
            </Button>
            <Button variant="default" loading={decide.isPending} onClick={() => say(false)}>
              {t('lowering.refuse')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}

function AskForm({ draftId, approvers }: { draftId: string } & Pick<DraftLowering, 'approvers'>) {
  const { t } = useTranslation('drafts')
  const ask = useAskLowering(draftId)
  const [approver, setApprover] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  if (approvers.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('lowering.nobody')}
      </Text>
    )
  return (
    <Stack gap="xs">
      {ask.isError && <ProblemNote error={ask.error} />}
      <Select
        label={t('lowering.approver')}
        data={approvers.map(({ user_id, name }) => ({ value: user_id, label: name }))}
        value={approver}
        onChange={setApprover}
        searchable
        maw={360}
      />
      <Textarea
        label={t('lowering.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      <Group>
        <Button
          variant="default"
          disabled={!approver || !reason.trim()}
          loading={ask.isPending}
          onClick={() => approver && ask.mutate({ approver, reason: reason.trim() })}
        >
          {t('lowering.ask')}
        </Button>
      </Group>
    </Stack>
  )
}
