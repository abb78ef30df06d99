/** What was answered, question by question; a role with fewer than five answers is shown by their number alone. */
import { Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SurveyResults } from '../../../../contract/gap-map.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { RecordName } from '../../lib/records/record-name.tsx'
import { FigureText, type FigureUnit } from './figure-text.tsx'

type Question = SurveyResults['questions'][number]
type Group = Question['groups'][number]

const PERCENT: readonly Question['kind'][] = ['points', 'best_worst', 'required']

export function SurveyQuestions({ results, isStaff }: { results: SurveyResults; isStaff: boolean }) {
  const { t } = useTranslation(['needs', 'value'])
  const [role, setRole] = useState('all')
  const roles = [...new Set(results.questions.flatMap(({ groups }) => groups.map((group) => group.role)))]
  const roleName = (one: string) =>
    one === 'all'
      ? t('allRoles')
      : one === 'none'
        ? t('noRole')
        : t(`value:${isStaff ? 'department' : 'buying_role'}.${one}`)
  return (
    <>
      {roles.length > 1 && (
        <Select
          label={t(isStaff ? 'ownDepartment' : 'roleTitle')}
          w={260}
          allowDeselect={false}
          value={role}
          onChange={(value) => setRole(value ?? 'all')}
          data={roles.map((value) => ({ value, label: roleName(value) }))}
        />
      )}
      {results.questions.map((question) => (
        <QuestionPanel key={question.question_number} question={question} role={role} roleName={roleName} />
      ))}
    </>
  )
}

type PanelProps = { question: Question; role: string; roleName: (role: string) => string }

function QuestionPanel({ question, role, roleName }: PanelProps) {
  const { t } = useTranslation(['needs', 'value'])
  const { kind, text, competitor_id } = question
  const group = question.groups.find((one) => one.role === role)
  const title = kind === 'open' ? text : t(`value:question_kind.${kind}`)
  return (
    <Surface
      title={
        <>
          {question.question_number}. {title}
          {competitor_id && (
            <>
              {' · '}
              <RecordName of="/competitors" code={competitor_id} />
            </>
          )}
        </>
      }
      note={kind === 'open' ? t('wordsNote') : t('counted.people', { count: group?.people ?? 0 })}
    >
      {kind === 'open' ? (
        <Stack gap="xs" mt="xs">
          {question.words
            .filter((one) => role === 'all' || one.role === role)
            .map((one) => (
              <div key={`${one.role} ${one.words}`}>
                <Text component="blockquote" m={0} size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {t('quoted', { text: one.words })}
                </Text>
                {one.role !== 'none' && (
                  <Text size="xs" c="dimmed">
                    {roleName(one.role)}
                  </Text>
                )}
              </div>
            ))}
          {question.words.length === 0 && <Text size="sm">{t('noWords')}</Text>}
        </Stack>
      ) : !group ? (
        <Text size="sm">{t('nobodyAnswered')}</Text>
      ) : group.elements.length > 0 ? (
        <ElementTable kind={kind} group={group} label={String(title)} />
      ) : (
        <Overall kind={kind} group={group} />
      )}
    </Surface>
  )
}

function Overall({ kind, group: { overall, share } }: { kind: Question['kind']; group: Group }) {
  const { t } = useTranslation('needs')
  const formats = useFormats()
  const isNps = kind === 'recommend'
  return (
    <Stack gap="xs" mt="xs">
      {overall && (
        <div>
          <Text size="sm" c="dimmed">
            {t('meanMark')}
          </Text>
          <FigureText of={overall} unit={kind === 'wallet' ? 'percent' : 'mark'} />
        </div>
      )}
      {share && share.state !== 'unknown' && (
        <div>
          <Text size="sm" c="dimmed">
            {t(`shareOf.${kind}`)}
          </Text>
          {isNps && share.value !== null ? (
            <span>
              <b>{formats.number(Math.round(share.value))}</b>
              <Text size="xs" c="dimmed" component="span" display="block">
                {t('range', {
                  low: formats.number(Math.round(share.low!)),
                  high: formats.number(Math.round(share.high!)),
                })}
              </Text>
            </span>
          ) : (
            <FigureText of={share} unit="percent" />
          )}
        </div>
      )}
    </Stack>
  )
}

function ElementTable({ kind, group, label }: { kind: Question['kind']; group: Group; label: string }) {
  const { t } = useTranslation(['needs', 'field'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const unit: FigureUnit = PERCENT.includes(kind) ? 'percent' : 'mark'
  const rows = group.elements.toSorted((a, b) => (b.figure.value ?? -1) - (a.figure.value ?? -1))
  const isKano = kind === 'kano'
  return (
    <PlainTable
      label={label}
      rows={rows}
      rowKey={({ element_id }) => element_id}
      columns={[
        { id: 'element', header: t('field:element_id'), cell: ({ element_id }) => nameOf(element_id), isTitle: true },
        ...(isKano
          ? [
              {
                id: 'kano',
                header: t('kano'),
                cell: ({ kano, figure }: Group['elements'][number]) =>
                  kano
                    ? kano.is_unclear
                      ? t('kanoUnclear')
                      : kano.kind && t(`kanoKind.${kano.kind}`)
                    : figure.n > 0 && t('tooFew', { count: figure.n }),
              },
              {
                id: 'better',
                header: t('better'),
                cell: ({ kano }: Group['elements'][number]) =>
                  kano?.better != null && formats.percent(kano.better, { min: 0, max: 0 }),
                isNumber: true,
              },
              {
                id: 'worse',
                header: t('worse'),
                cell: ({ kano }: Group['elements'][number]) =>
                  kano?.worse != null && formats.percent(kano.worse, { min: 0, max: 0 }),
                isNumber: true,
              },
            ]
          : [
              {
                id: 'figure',
                header: t(`figureOf.${kind}`),
                cell: ({ figure }: Group['elements'][number]) =>
                  figure.state === 'unknown' ? t('nobodyRated') : <FigureText of={figure} unit={unit} />,
                isNumber: true,
              },
            ]),
        ...(kind === 'best_worst'
          ? [
              {
                id: 'score',
                header: t('bestWorstScore'),
                cell: ({ score }: Group['elements'][number]) => score && <FigureText of={score} unit="mark" />,
                isNumber: true,
              },
            ]
          : []),
      ]}
    />
  )
}
