/** What each segment needs as stated, since when, and why it should be asked again. */
import { Anchor, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { AskAgain } from '../../../../contract/gap-map.ts'
import type { Need } from '../../../../contract/needs.ts'
import { DayField } from '../../../ui/day-field.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { addressOf, call } from '../../../ui/http.ts'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { useElements } from '../../lib/elements.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { mayDo, useSession } from '../../lib/session.ts'

type Stated = Need & { segment_id: string; statement_id: string; valid_from: string }
type Segment = AskAgain['rows'][number]

export default function StatedNeedsScreen() {
  const { t } = useTranslation(['needs', 'shell'])
  const again = useQuery({
    queryKey: ['ask-again'],
    queryFn: ({ signal }) => call<AskAgain>('/api/v1/needs/ask-again', { signal }),
  })
  const stated = useQuery({
    queryKey: ['stated-needs'],
    queryFn: ({ signal }) => call<{ rows: Stated[] }>('/api/v1/needs', { signal }),
  })
  const [stating, setStating] = useState<Segment>()
  return (
    <>
      <SectionTabs of="needs" />
      <PageHead title={t('shell:screen.customer-needs')} program={t('shell:program')} lead={t('statedLead')} />
      <Answer of={again}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="standards" title={t('noSegments')} />
          ) : (
            <Answer of={stated}>
              {(found) => (
                <Stack gap="md">
                  {rows.map((segment) => (
                    <SegmentNeeds
                      key={segment.segment_id}
                      segment={segment}
                      needs={found.rows.filter(({ segment_id }) => segment_id === segment.segment_id)}
                      onState={() => setStating(segment)}
                    />
                  ))}
                </Stack>
              )}
            </Answer>
          )
        }
      </Answer>
      {stating && <StateDialog segment={stating} onClose={() => setStating(undefined)} />}
    </>
  )
}

const SHOWN = 8

type PanelProps = { segment: Segment; needs: readonly Stated[]; onState: () => void }

function SegmentNeeds({ segment, needs, onState }: PanelProps) {
  const { t } = useTranslation(['needs', 'value', 'field'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const mayWrite = mayDo(useSession(), 'needs.write')
  const whole = needs
    .filter(
      ({ buying_role, weight, required_percent }) =>
        buying_role === 'all' && (weight != null || required_percent != null),
    )
    .toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0))
    .slice(0, SHOWN)
  const percent = (value: number | null | undefined) =>
    value == null ? null : formats.percent(value, { min: 0, max: 1 })
  return (
    <Surface
      title={segment.segment_name}
      note={segment.stated_from ? t('statedSince', { day: formats.date(segment.stated_from) }) : t('notStated')}
      actions={
        mayWrite && (
          <Button size="compact-sm" variant="default" onClick={onState}>
            {t('state')}
            <span className="sf-hidden">: {segment.segment_name}</span>
          </Button>
        )
      }
    >
      <Stack gap="sm" mt="xs">
        {segment.reasons.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('askAgain')}
            </Text>
            <ul style={{ margin: '4px 0', paddingInlineStart: 20 }}>
              {segment.reasons.map((one) => (
                <li key={`${one.reason} ${one.element_id} ${one.role}`}>
                  <Text size="sm">
                    {t(`reason.${one.reason}`, {
                      name: one.element_id ? nameOf(one.element_id) : '',
                      now: one.reason === 'answers_differ' || one.reason === 'scores' ? percent(one.now) : one.now,
                      before:
                        one.reason === 'answers_differ' || one.reason === 'scores' ? percent(one.before) : one.before,
                    })}
                  </Text>
                </li>
              ))}
            </ul>
          </div>
        )}
        {whole.length > 0 && (
          <PlainTable
            label={t('statedOf', { name: segment.segment_name })}
            rows={whole}
            rowKey={({ element_id }) => element_id}
            columns={[
              {
                id: 'element',
                header: t('field:element_id'),
                cell: ({ element_id }) => nameOf(element_id),
                isTitle: true,
              },
              { id: 'weight', header: t('importance'), cell: ({ weight }) => percent(weight), isNumber: true },
              {
                id: 'required',
                header: t('required'),
                cell: ({ required_percent }) => (required_percent == null ? null : percent(required_percent / 100)),
                isNumber: true,
              },
              {
                id: 'people',
                header: t('peopleTitle'),
                cell: ({ weight_n, required_n }) => weight_n ?? required_n,
                isNumber: true,
              },
            ]}
          />
        )}
        <Group gap="md">
          <Anchor component={Link} size="sm" to={addressOf('/needs', { segment_id: segment.segment_id })}>
            {t('toMap')}
          </Anchor>
          {segment.last_answer_on && (
            <Text size="sm" c="dimmed">
              {t('lastAnswer', { day: formats.date(segment.last_answer_on) })}
            </Text>
          )}
        </Group>
      </Stack>
    </Surface>
  )
}

function StateDialog({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useTranslation(['needs', 'ui', 'field'])
  const client = useQueryClient()
  const today = new Date().toISOString().slice(0, 10)
  const [draft, setDraft] = useState({
    statement_id: `NS-${segment.segment_id}-${today}`.slice(0, 64),
    valid_from: today,
    reason: '',
  })
  const save = useMutation({
    mutationFn: () =>
      call('/api/v1/need-statements/from-answers', {
        method: 'POST',
        body: { ...draft, segment_id: segment.segment_id },
      }),
    onSuccess: () => {
      toastDone(t('ui:saved'))
      for (const key of ['stated-needs', 'ask-again', 'gap-map']) client.invalidateQueries({ queryKey: [key] })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stateOf', { name: segment.segment_name })}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t('stateNote')}</Text>
          {save.isError && <ProblemNote error={save.error} />}
          <TextInput
            label={t('field:statement_id')}
            required
            value={draft.statement_id}
            onChange={(event) => setDraft({ ...draft, statement_id: event.currentTarget.value })}
          />
          <DayField
            label={t('field:valid_from')}
            isRequired
            value={draft.valid_from}
            onChange={(day) => setDraft({ ...draft, valid_from: day ?? today })}
          />
          <Textarea
            label={t('field:reason')}
            required
            autosize
            minRows={2}
            value={draft.reason}
            onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!draft.reason.trim()}>
              {t('state')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
