/** Why a customer is in its segment: the rules in force, clause by clause, with its own figures, and its moves. */
import { Badge, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WhySegment as Why } from '../../../../contract/segment-rules.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Answer } from '../../../ui/request.tsx'
import { useElements } from '../elements.ts'
import { useSegmentName } from '../segment-name.ts'
import { useClauseText } from './clause-text.ts'

export function WhySegment({ customerId }: { customerId: string }) {
  const why = useQuery({
    queryKey: ['segment-why', customerId],
    queryFn: ({ signal }) => call<Why>(`/api/v1/customers/${encodeURIComponent(customerId)}/segment`, { signal }),
  })
  return <Answer of={why}>{(found) => <Told why={found} />}</Answer>
}

function Told({ why }: { why: Why }) {
  const { t } = useTranslation('segments')
  const formats = useFormats()
  const nameOf = useSegmentName()
  const elements = useElements()
  const { by_rules, planned } = why
  return (
    <Stack gap="sm">
      <Text size="sm">
        {why.segment_name
          ? why.since
            ? t('why.inSince', { name: why.segment_name, day: formats.date(why.since) })
            : t('why.in', { name: why.segment_name })
          : t('why.inNone')}{' '}
        {why.rules.length > 0 && t(`why.${verdictOf(why)}`, { name: by_rules.segment_name ?? '' })}
      </Text>
      {planned && (
        <Text size="sm" fw={600}>
          {t('why.planned', {
            name: nameOf(planned.to_segment) ?? t('noSegment'),
            day: formats.date(planned.moved_on),
          })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {why.people > 0
          ? t('why.weighs', {
              n: why.people,
              needs: why.needs
                .map(
                  ({ element_id, percent }) =>
                    `${elements.nameOf(element_id)} ${formats.percent(percent / 100, { min: 0, max: 0 })}`,
                )
                .join(', '),
            })
          : t('why.nobodyAsked')}
      </Text>
      {why.rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('why.noRules')}
        </Text>
      ) : (
        why.rules.map((rule) => <JudgedRule key={rule.rule_id} rule={rule} />)
      )}
      {why.moves.length > 0 && (
        <div>
          <Text size="sm" fw={600}>
            {t('why.moves')}
          </Text>
          {why.moves.map((move) => (
            <Text key={move.move_id} size="sm">
              {t(`why.move.${move.state}`, {
                day: formats.date(move.moved_on),
                from: nameOf(move.from_segment) ?? t('noSegment'),
                to: nameOf(move.to_segment) ?? t('noSegment'),
                reason: move.reason,
              })}
            </Text>
          ))}
        </div>
      )}
    </Stack>
  )
}

const verdictOf = ({ by_rules, segment_id }: Why) =>
  by_rules.segment_id === null ? by_rules.decided : by_rules.segment_id === segment_id ? 'agrees' : 'differs'

const MARK = { true: '✓', false: '✗', null: '?' } as const

function JudgedRule({ rule }: { rule: Why['rules'][number] }) {
  const { t } = useTranslation('segments')
  const { clause, found } = useClauseText()
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {rule.segment_name}
        </Text>
        <Badge variant="light" radius="sm" color={rule.holds ? 'teal' : 'gray'}>
          {t(`holds.${rule.holds}`)}
        </Badge>
        <Text size="xs" c="dimmed">
          {t('priorityOf', { priority: rule.priority })}
        </Text>
      </Group>
      <ul style={{ margin: '4px 0', paddingInlineStart: 0, listStyle: 'none' }}>
        {rule.clauses.map((one) => (
          <li key={one.clause_number}>
            <Text size="sm" c={one.holds === false ? 'dimmed' : undefined}>
              <span aria-hidden>{MARK[`${one.holds}`]} </span>
              <span className="sf-hidden">{t(`holds.${one.holds}`)}: </span>
              {clause(one)} <b>({found(one)})</b>
            </Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
