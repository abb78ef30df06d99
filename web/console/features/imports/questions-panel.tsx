/** Asks what the file itself does not tell, each answer shown by what it would make of a cell of the file. */
import { Group, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MappingInput } from '../../../../contract/imports.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { FormatInput } from './format-input.tsx'
import { sampleValues } from './mapping-draft.ts'
import { answerOf, type OpenQuestion, withAnswer } from './open-questions.ts'
import { dayReadAs, numberReadAs } from './read-as.ts'
import type { Uploaded } from './use-imports.ts'

type Props = {
  questions: readonly OpenQuestion[]
  file: Uploaded
  mapping: MappingInput
  onChange: (mapping: MappingInput) => void
}

export function QuestionsPanel({ questions, file, mapping, onChange }: Props) {
  const { t } = useTranslation('imports')
  return (
    <Surface
      title={
        <Group gap={8} component="span" wrap="nowrap">
          <Icon name="question" style={{ color: 'var(--sf-watch)' }} />
          {t('question.title')}
        </Group>
      }
      note={t('question.note')}
    >
      <Stack gap="lg" mt="sm">
        {questions.map((question) => (
          <Question
            key={`${question.about} ${question.columns[0]?.field}`}
            question={question}
            file={file}
            answer={answerOf(question, mapping)}
            onAnswer={(answer) => onChange(withAnswer(question, answer, mapping))}
          />
        ))}
      </Stack>
    </Surface>
  )
}

type QuestionProps = {
  question: OpenQuestion
  file: Uploaded
  answer: string | undefined
  onAnswer: (answer: string) => void
}

function Question({ question, file, answer, onAnswer }: QuestionProps) {
  const { t } = useTranslation('imports')
  const meaning = useMeaning(question, file)
  const columns = question.columns.map(({ column }) => `“${column}”`).join(', ')
  const label = t(`question.${question.about}`, { columns, count: question.columns.length })
  if (question.candidates.length === 0)
    return (
      <Stack gap={6} maw={420}>
        <Text size="sm" fw={600}>
          {t('question.no_format', { columns, sample: tellingCell(question, file) })}
        </Text>
        <FormatInput label={t('dateFormat')} value={answer} onChange={(format) => format && onAnswer(format)} />
      </Stack>
    )
  return (
    <Radio.Group label={label} value={answer ?? null} onChange={(next) => onAnswer(String(next))} withAsterisk>
      <Stack gap={8} mt={8}>
        {question.candidates.map((candidate) => (
          <Radio key={candidate} value={candidate} {...meaning(candidate)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

/** The answer in words, and beneath it what a cell of the file would become. */
function useMeaning(
  question: OpenQuestion,
  file: Uploaded,
): (candidate: string) => { label: string; description: string } {
  const { t } = useTranslation('imports')
  const formats = useFormats()
  const cell = tellingCell(question, file)
  const reads = (value: string) => t('question.reads', { cell, value })
  return (candidate) => {
    if (question.about === 'decimal') {
      const value = formats.number(numberReadAs(cell, candidate))
      return { label: t(candidate === ',' ? 'decimalComma' : 'decimalPoint'), description: reads(value) }
    }
    if (question.about === 'two_digit_year') {
      const from = Number(candidate)
      return { label: t('question.years', { from: `${from}`, to: `${from + 99}` }), description: '' }
    }
    const day = dayReadAs(cell, candidate)
    return { label: candidate, description: day ? reads(formats.longDate(day)) : '' }
  }
}

/** A cell that the answers read differently; the first one when all of them do or none does. */
function tellingCell({ about, columns, candidates }: OpenQuestion, file: Uploaded): string {
  const cells = columns.flatMap(({ column }) => sampleValues(file.headers, file.sample, column))
  const read = (cell: string) =>
    candidates.map((one) => (about === 'decimal' ? numberReadAs(cell, one) : dayReadAs(cell, one)))
  const differs = (cell: string) => new Set(read(cell)).size === candidates.length
  return cells.find((cell) => /\d/.test(cell) && differs(cell)) ?? cells[0] ?? ''
}
