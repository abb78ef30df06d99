/** What the customer said at the door, in a few taps: for one thumb, and never in the way of handing over. */
import { Chip, Group, Input, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DoorFeedback,
  FEEDBACK_STANCES,
  FEEDBACK_SUBJECTS,
  type FeedbackStance,
  type FeedbackSubject,
} from '../../../../contract/feedback.ts'
import { ScoreChoice } from '../../../ui/score-choice.tsx'

export interface Said {
  readonly report_id: string
  readonly stance: FeedbackStance | null
  readonly about: readonly FeedbackSubject[]
  readonly score: number | null
  readonly comment: string
}

/** One report however often it is sent out of a dead spot. */
export const useSaid = () =>
  useState<Said>(() => ({ report_id: crypto.randomUUID(), stance: null, about: [], score: null, comment: '' }))

/** Null: nothing was said. */
export function reportOf({ comment, about, ...said }: Said): (DoorFeedback & { given_at: string }) | null {
  const words = comment.trim() || null
  if (said.stance === null && said.score === null && words === null) return null
  return { ...said, about: [...about], comment: words, given_at: new Date().toISOString() }
}

type Props = { said: Said; onChange: (said: Said) => void }

export function SaidFields({ said, onChange }: Props) {
  const { t } = useTranslation('vehicles')
  const hasSpoken = said.stance !== null || said.score !== null || said.comment !== ''
  return (
    <Stack gap="sm">
      <Input.Wrapper label={t('said.stance')} labelElement="div" role="group" aria-label={t('said.stance')}>
        <Group gap="xs" mt={4}>
          {FEEDBACK_STANCES.map((stance) => (
            <Chip
              key={stance}
              size="md"
              checked={said.stance === stance}
              onChange={(isOn) => onChange({ ...said, stance: isOn ? stance : null, about: isOn ? said.about : [] })}
            >
              {t(`said.stances.${stance}`)}
            </Chip>
          ))}
        </Group>
      </Input.Wrapper>
      {said.stance !== null && (
        <Input.Wrapper label={t('said.about')} labelElement="div" role="group" aria-label={t('said.about')}>
          <Chip.Group
            multiple
            value={[...said.about]}
            onChange={(about) => onChange({ ...said, about: about as FeedbackSubject[] })}
          >
            <Group gap="xs" mt={4}>
              {FEEDBACK_SUBJECTS.map((subject) => (
                <Chip key={subject} size="md" value={subject}>
                  {t(`said.subjects.${subject}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
      )}
      {hasSpoken && (
        <>
          <ScoreChoice label={t('said.score')} value={said.score} onChange={(score) => onChange({ ...said, score })} />
          <Textarea
            size="md"
            label={t('said.words')}
            autosize
            minRows={1}
            maxLength={4000}
            value={said.comment}
            onChange={(event) => onChange({ ...said, comment: event.currentTarget.value })}
          />
        </>
      )}
    </Stack>
  )
}
