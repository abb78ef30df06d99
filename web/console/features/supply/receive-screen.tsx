/** Receives against what was announced: made for one thumb at the dock, where most of it is as expected. */
import { Alert, Button, Checkbox, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { ExpectedFile } from '../../../../contract/expected.ts'
import { useAddress } from '../../../ui/address.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Empty, ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import { type ArrivedLine, arrivedLines, differenceOf, receiptOf, withLot, withOther } from './receipt-draft.ts'
import { TouchedNote } from './touched-note.tsx'
import { type Receipt, useReceive, useSupplyFile } from './use-supply.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

export default function ReceiveScreen() {
  const { t } = useTranslation(['supply', 'shell'])
  const { id = '' } = useParams()
  const [{ site }] = useAddress()
  const file = useSupplyFile(id)
  const receive = useReceive(id)
  const open = file.data?.lines.find((line) => line.state !== 'closed' && (!site || line.location_id === site))
  return (
    <>
      <PageHead
        title={t('receiveOf', { supply: id })}
        program={t('shell:program')}
        crumb={{ label: id, to: `/supply/${encodeURIComponent(id)}` }}
        lead={open?.location_name}
      />
      {receive.data ? (
        <Stack gap="md">
          <Booked receipt={receive.data.receipt} />
          <TouchedNote checked={receive.data.checked} />
          <Group>
            <Button component={Link} to="/supply?only=today" variant="default" size="md">
              {t('nextReceipt')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Answer of={file}>
          {(data) =>
            open ? (
              <ReceiptForm
                key={id}
                file={data}
                locationId={open.location_id}
                onReceive={(body) => receive.mutate(body)}
                isWaiting={receive.isPending}
                error={receive.error}
              />
            ) : (
              <Empty isSuccess title={t('allReceived')}>
                {t('allReceivedNote')}
              </Empty>
            )
          }
        </Answer>
      )}
    </>
  )
}

type FormProps = {
  file: ExpectedFile
  locationId: string
  onReceive: (body: object) => void
  isWaiting: boolean
  error: unknown
}

function ReceiptForm({ file, locationId, onReceive, isWaiting, error }: FormProps) {
  const { t } = useTranslation('supply')
  const [lines, setLines] = useState(() => arrivedLines(file.lines.filter((line) => line.location_id === locationId)))
  const [isLast, setLast] = useState(false)
  const [document, setDocument] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const receipt = receiptOf(lines, { supplyId: file.supply_id, locationId, isLast, document, key })
  const set = (line: ArrivedLine) => setLines(lines.map((one) => (one.key === line.key ? line : one)))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (receipt) onReceive(receipt)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={860}>
        {lines.map((line) => (
          <Arrived key={line.key} line={line} all={lines} onChange={set} onLot={() => setLines(withLot(lines, line))} />
        ))}
        <Group>
          <Button
            variant="default"
            size="md"
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => setLines(withOther(lines))}
          >
            {t('otherCame')}
          </Button>
        </Group>
        <TextInput
          label={t('document')}
          size="md"
          value={document}
          onChange={(event) => setDocument(event.currentTarget.value)}
          maw={360}
        />
        <Checkbox
          size="md"
          label={t('isLast')}
          description={t('isLastNote')}
          checked={isLast}
          onChange={(event) => setLast(event.currentTarget.checked)}
        />
        {error !== null && <ProblemNote error={error} />}
        <Group justify="flex-end">
          <Button type="submit" size="lg" loading={isWaiting} disabled={receipt === null}>
            {t('book')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ArrivedProps = {
  line: ArrivedLine
  all: readonly ArrivedLine[]
  onChange: (line: ArrivedLine) => void
  onLot: () => void
}

function Arrived({ line, all, onChange, onLot }: ArrivedProps) {
  const { t } = useTranslation(['supply', 'field'])
  const formats = useFormats()
  const [isMore, setMore] = useState(false)
  const difference = differenceOf(line, all)
  const name = line.productName || t('otherProduct')
  const amount = (label: string, field: 'quantity' | 'damaged') => (
    <NumberInput
      label={label}
      size="md"
      value={line[field] ?? ''}
      onChange={(value) => onChange({ ...line, [field]: value === '' ? null : Number(value) })}
      min={0}
      decimalScale={3}
      inputMode="decimal"
      style={{ flex: '1 1 120px' }}
    />
  )
  return (
    <Surface>
      <Stack gap="sm" role="group" aria-label={name} pt="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2} size="h5">
            {name}
          </Title>
          {line.expected > 0 && (
            <Text size="sm" c="dimmed">
              {t('expects', { quantity: formats.number(line.expected, { min: 0, max: 3 }) })}
            </Text>
          )}
        </Group>
        {line.supplyLine === null && (
          <Lookup
            label={t('field:product_id')}
            from={{ path: '/products', key: 'product_id' }}
            value={line.productId}
            onChange={(productId) => onChange({ ...line, productId })}
            isRequired
          />
        )}
        <Group gap="sm" align="flex-end">
          {amount(t('came'), 'quantity')}
          {amount(t('ofThemDamaged'), 'damaged')}
        </Group>
        {(line.damaged ?? 0) > (line.quantity ?? 0) && (
          <Text size="sm" c="var(--sf-wrong)" role="alert">
            {t('tooManyDamaged')}
          </Text>
        )}
        {difference && (
          <Group gap={6} c="var(--sf-watch)" role="status">
            <Icon name="warning" size={16} />
            <Text size="sm">{t(`typed.${difference}`)}</Text>
          </Group>
        )}
        {isMore && (
          <Group gap="sm" align="flex-end">
            <TextInput
              label={t('field:lot_id')}
              size="md"
              value={line.lot}
              onChange={(event) => onChange({ ...line, lot: event.currentTarget.value })}
              style={{ flex: '1 1 130px' }}
            />
            {line.lot.trim() !== '' && (
              <Suspense fallback={null}>
                <DayField
                  label={t('field:expires_on')}
                  value={line.expiresOn}
                  onChange={(expiresOn) => onChange({ ...line, expiresOn })}
                />
              </Suspense>
            )}
            <TextInput
              label={t('field:bin')}
              size="md"
              value={line.bin}
              onChange={(event) => onChange({ ...line, bin: event.currentTarget.value })}
              style={{ flex: '1 1 110px' }}
            />
            <TextInput
              label={t('field:note')}
              size="md"
              value={line.note}
              onChange={(event) => onChange({ ...line, note: event.currentTarget.value })}
              style={{ flex: '2 1 180px' }}
            />
          </Group>
        )}
        <Group gap="xs">
          <Button variant="subtle" size="sm" aria-expanded={isMore} onClick={() => setMore(!isMore)}>
            {t('lotAndPlace')}
          </Button>
          {isMore && line.supplyLine !== null && (
            <Button variant="subtle" size="sm" onClick={onLot}>
              {t('anotherLot')}
            </Button>
          )}
        </Group>
      </Stack>
    </Surface>
  )
}

function Booked({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('supply')
  const formats = useFormats()
  return (
    <Alert variant="light" icon={<Icon name="check" />} title={t('booked')} role="status">
      {receipt.differences.length === 0 ? (
        <Text size="sm">{t('bookedAsAnnounced')}</Text>
      ) : (
        <Stack gap={4}>
          {receipt.differences.map((one) => (
            <Text size="sm" key={`${one.kind} ${one.product_id} ${one.supply_line}`}>
              {`${t(`difference.${one.kind}`)}: ${one.product_id} · ${formats.number(one.quantity, { min: 0, max: 3 })}`}
            </Text>
          ))}
        </Stack>
      )}
    </Alert>
  )
}
