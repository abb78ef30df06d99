/** What each code of a carrier means, one choice a code; codes that a sample brought without a meaning stand on top. */
import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeMeaning, TRACKING_STEPS } from '../../../../contract/tracking-mapping.ts'

type Meaning = string | Partial<Pick<typeof CodeMeaning._output, 'step' | 'lifecycle' | 'closes'>>
type Codes = Record<string, Meaning>

type Props = {
  /** As it is written just now: perhaps no mapping yet. */
  mapping: unknown
  unmapped: readonly string[]
  mayWrite: boolean
  onChange: (codes: Codes) => void
}

export function CodeTable({ mapping, unmapped, mayWrite, onChange }: Props) {
  const { t } = useTranslation(['tracking', 'orders'])
  const [added, setAdded] = useState<readonly string[]>([])
  const codes = codesOf(mapping)
  if (!codes) return null
  // A reason may stand behind a code; the table knows the code alone.
  const open = [...new Set([...added, ...unmapped.map((code) => code.split(' ')[0]!)])].filter(
    (code) => !Object.hasOwn(codes, code),
  )
  const all = [...open, ...Object.keys(codes)]
  const choices = TRACKING_STEPS.map((value) => ({ value, label: t(`orders:event.milestone.${value}`) }))
  const change = (code: string, step: string | null) => {
    const { [code]: before, ...others } = codes
    if (step === null) return onChange(others)
    onChange({ ...codes, [code]: typeof before === 'object' ? { ...before, step: step as never } : step })
  }
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t('codes')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('codesNote')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        {all.map((code) => (
          <Select
            key={code}
            label={code}
            data={choices}
            searchable
            clearable
            disabled={!mayWrite}
            placeholder={t('codeOpen')}
            clearButtonProps={{ 'aria-label': t('codeClear', { code }) }}
            value={stepOf(codes[code])}
            onChange={(step) => change(code, step)}
          />
        ))}
      </SimpleGrid>
      {mayWrite && <AddCode onAdd={(code) => setAdded((before) => [code, ...before])} />}
    </Stack>
  )
}

/** For codes that stand in the carrier's list and in no sample. */
function AddCode({ onAdd }: { onAdd: (code: string) => void }) {
  const { t } = useTranslation('tracking')
  const [code, setCode] = useState('')
  const add = () => {
    if (code.trim() === '') return
    onAdd(code.trim())
    setCode('')
  }
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        label={t('codeNew')}
        maxLength={100}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add()
        }}
      />
      <Button variant="default" disabled={code.trim() === ''} onClick={add}>
        {t('codeAdd')}
      </Button>
    </Group>
  )
}

const stepOf = (meaning: Meaning | undefined): string | null =>
  meaning === undefined ? null : typeof meaning === 'string' ? meaning : (meaning.step ?? null)

function codesOf(mapping: unknown): Codes | null {
  const codes = typeof mapping === 'object' && mapping !== null ? (mapping as { codes?: unknown }).codes : null
  return typeof codes === 'object' && codes !== null && !Array.isArray(codes) ? (codes as Codes) : null
}
