/** Answers, asks back, or notes something among ourselves. A suggested answer is only put into the field; a person sends it. */
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InquiryFile } from '../../../../contract/inquiries.ts'
import { ProblemNote } from '../../../ui/notices.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { toastDone } from '../../../ui/toast.ts'
import { ModelNote } from './model-note.tsx'
import { type Action, useAct } from './use-inquiries.ts'
import { useAskModel, useModelOffer } from './use-model.ts'

const KINDS = ['answer', 'askBack', 'phone', 'note', 'reply'] as const
type Kind = (typeof KINDS)[number]

const toAction = (kind: Kind, text: string): Action => {
  if (kind === 'note' || kind === 'reply') return { kind, text }
  return {
    kind: 'answer',
    body: { text, is_final: kind !== 'askBack', told_by: kind === 'phone' ? 'phone' : 'message' },
  }
}

export function AnswerForm({ file }: { file: InquiryFile }) {
  const { t } = useTranslation(['inquiries', 'outsideModel'])
  const { inquiry, suggestion } = file
  const isOurTurn = inquiry.state === 'open' || inquiry.state === 'waiting'
  const kinds = KINDS.filter((kind) => isOurTurn || kind === 'note' || kind === 'reply')
  const [chosen, setKind] = useState<Kind>('answer')
  const kind = kinds.includes(chosen) ? chosen : 'note'
  const [text, setText] = useState('')
  const act = useAct(inquiry.inquiry_id)
  const offer = useModelOffer().data
  const model = useAskModel(inquiry.inquiry_id)
  /** What stood there before the model's words. */
  const [own, setOwn] = useState('')
  const isForCustomer = kind === 'answer' || kind === 'askBack'
  const use = text.trim() ? ('wording' as const) : ('answer' as const)
  const askModel = () => {
    setOwn(text)
    model.mutate(use === 'wording' ? { use, draft: text } : { use }, {
      onSuccess: (found) => {
        if (found.text === null) return
        setText(found.text)
        field.current?.focus()
      },
    })
  }
  const undo = () => {
    setText(own)
    model.reset()
    field.current?.focus()
  }
  const field = useRef<HTMLTextAreaElement>(null)
  useHotkeys([['a', () => field.current?.focus()]])
  const send = () =>
    text.trim() &&
    act.mutate(toAction(kind, text.trim()), {
      onSuccess: () => {
        setText('')
        model.reset()
        toastDone(t(`sent.${kind}`))
      },
    })
  return (
    <Surface title={t('yourTurn')} note={t('keys')}>
      <Stack gap="sm">
        {act.error && <ProblemNote error={act.error} />}
        <SegmentedControl
          aria-label={t('yourTurn')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={kinds.map((value) => ({ value, label: t(`say.${value}`) }))}
          style={{ flexWrap: 'wrap', alignSelf: 'flex-start', maxWidth: '100%' }}
        />
        {kind === 'answer' && suggestion && !text && (
          <Group gap="xs" align="center">
            <Button size="xs" variant="light" onClick={() => setText(suggestion.text)}>
              {t('suggestion.use')}
            </Button>
            <Text size="sm" c="dimmed" style={{ flex: '1 1 220px' }}>
              {t('suggestion.because', { reasons: suggestion.reasons.map((one) => t(`suggestion.${one}`)).join('; ') })}
            </Text>
          </Group>
        )}
        {isForCustomer && offer?.model && offer.uses.includes(use) && (
          <Group gap="xs" align="center">
            <Button size="xs" variant="default" loading={model.isPending} onClick={askModel}>
              {t(`outsideModel:desk.ask.${use}`, { model: offer.model })}
            </Button>
            <Text size="sm" c="dimmed" style={{ flex: '1 1 220px' }}>
              {t(`outsideModel:desk.askNote.${use}`)}
            </Text>
          </Group>
        )}
        {model.error && <ProblemNote error={model.error} />}
        {isForCustomer && model.data && <ModelNote of={model.data} onUndo={undo} />}
        <Textarea
          ref={field}
          label={t(`sayLabel.${kind}`)}
          aria-keyshortcuts="a Control+Enter"
          autosize
          minRows={5}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
          }}
        />
        <Group gap="sm">
          <Button loading={act.isPending} disabled={!text.trim()} onClick={send}>
            {t(`sendNow.${kind}`)}
          </Button>
          <Text size="sm" c="dimmed" style={{ flex: '1 1 200px' }}>
            {t(`sayNote.${kind}`)}
          </Text>
        </Group>
      </Stack>
    </Surface>
  )
}
