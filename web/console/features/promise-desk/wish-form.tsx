/** The wish: who, where to, what, how much, by when. Made to be typed while the customer is on the telephone. */
import { ActionIcon, Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { type Dispatch, type FormEvent, type KeyboardEvent, lazy, type Ref, type SetStateAction, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icons.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { Lookup } from '../../lib/records/lookup.tsx'
import classes from './promise-desk.module.css'
import { findFirstPlace } from './use-desk.ts'
import { useReach } from './use-reach.ts'
import { type Draft, type DraftLine, emptyLine, isWhole, wishOf } from './wish-draft.ts'

const DayField = lazy(() => import('../../../ui/day-field.tsx').then((module) => ({ default: module.DayField })))

type Props = {
  draft: Draft
  onChange: Dispatch<SetStateAction<Draft>>
  onAsk: () => void
  isWaiting: boolean
}

export function WishForm({ draft, onChange, onAsk, isWaiting }: Props) {
  const { t } = useTranslation('desk')
  const { field, reach } = useReach(draft.order ? null : 'customer')
  const setLine = (line: DraftLine) =>
    onChange({ ...draft, lines: draft.lines.map((one) => (one.key === line.key ? line : one)) })
  const add = () => {
    const last = draft.lines.at(-1)
    const key = (last?.key ?? 0) + 1
    onChange({ ...draft, lines: [...draft.lines, emptyLine(key, last)] })
    reach(`product ${key}`)
  }
  const remove = (key: number) => {
    const rest = draft.lines.filter((line) => line.key !== key)
    onChange({ ...draft, lines: rest.length > 0 ? rest : [emptyLine(key + 1)] })
  }
  // Most customers have one place, and the others mostly mean their first: it stands there until another is chosen.
  const chooseCustomer = async (customerId: string | null) => {
    onChange({ ...draft, customerId, locationId: null })
    const open = draft.lines.find((line) => line.productId === null)
    if (customerId && open) reach(`product ${open.key}`)
    const locationId = customerId && (await findFirstPlace(customerId))
    // What was typed while the place was looked up stays.
    if (locationId)
      onChange((now) => (now.customerId === customerId && now.locationId === null ? { ...now, locationId } : now))
  }
  /** From the quantity of a line to the next one, which is begun when there is none. */
  const goOn = (line: DraftLine) => {
    const next = draft.lines[draft.lines.indexOf(line) + 1]
    if (next) reach(`product ${next.key}`)
    else if (isWhole(line)) add()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onAsk()
  }
  const keys = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }
  return (
    <Surface title={t(draft.order ? 'change' : 'wish')} note={t(draft.order ? 'changeNote' : 'wishNote')}>
      <form onSubmit={submit} onKeyDown={keys}>
        <Stack gap="md">
          {!draft.order && (
            <Lookup
              label={t('customer')}
              from={{ path: '/customers', key: 'customer_id' }}
              value={draft.customerId}
              onChange={chooseCustomer}
              isRequired
              inputRef={field('customer')}
              isClosedAtFirst
            />
          )}
          {draft.customerId && (
            <Lookup
              key={draft.customerId}
              label={t('place')}
              from={{ path: '/locations', key: 'location_id', filter: { customer_id: draft.customerId } }}
              value={draft.locationId}
              onChange={(locationId) => onChange({ ...draft, locationId })}
              isRequired
            />
          )}
          {draft.lines.map((line, at) => (
            <WishedLine
              key={line.key}
              line={line}
              number={at + 1}
              onChange={setLine}
              onChosen={() => reach(`quantity ${line.key}`)}
              onDone={() => goOn(line)}
              field={(name) => field(`${name} ${line.key}`)}
              onRemove={draft.lines.length > 1 && !line.inOrder ? () => remove(line.key) : undefined}
            />
          ))}
          <Group justify="space-between">
            <Button variant="default" leftSection={<Icon name="plus" size={16} />} onClick={add}>
              {t('addLine')}
            </Button>
            <Button type="submit" loading={isWaiting} disabled={wishOf(draft) === null}>
              {t('ask')}
            </Button>
          </Group>
          <Text size="xs" c="dimmed">
            {t('askKeys')}
          </Text>
        </Stack>
      </form>
    </Surface>
  )
}

type LineProps = {
  line: DraftLine
  number: number
  onChange: (line: DraftLine) => void
  onRemove: (() => void) | undefined
  /** What is wished stands there; how much of it comes next. */
  onChosen: () => void
  onDone: () => void
  field: (name: 'product' | 'quantity') => Ref<HTMLInputElement>
}

function WishedLine({ line, number, onChange, onRemove, onChosen, onDone, field }: LineProps) {
  const { t } = useTranslation(['desk', 'field'])
  const isService = line.kind === 'service'
  return (
    <fieldset className={classes.line}>
      <legend className={classes.legend}>{t('line', { number })}</legend>
      <Group justify="space-between" gap="xs" mb={6}>
        <SegmentedControl
          disabled={line.inOrder !== undefined}
          size="xs"
          value={line.kind}
          aria-label={t('kindLabel')}
          onChange={(kind) => onChange({ ...line, kind: kind as DraftLine['kind'], productId: null })}
          data={[
            { value: 'goods', label: t('kind.goods') },
            { value: 'service', label: t('kind.service') },
          ]}
        />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('removeLine', { number })} onClick={onRemove}>
            <Icon name="trash" size={16} />
          </ActionIcon>
        )}
      </Group>
      {line.inOrder ? (
        <TextInput label={t(isService ? 'service' : 'product')} value={line.productId ?? ''} readOnly />
      ) : (
        <Lookup
          key={line.kind}
          label={t(isService ? 'service' : 'product')}
          from={isService ? { path: '/added-services', key: 'service_id' } : { path: '/products', key: 'product_id' }}
          value={line.productId}
          onChange={(productId) => {
            onChange({ ...line, productId })
            if (productId) onChosen()
          }}
          isRequired
          inputRef={field('product')}
        />
      )}
      <div className={classes.amounts}>
        <NumberInput
          ref={field('quantity')}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            onDone()
          }}
          label={t('quantity')}
          value={line.quantity}
          onChange={(quantity) => onChange({ ...line, quantity: typeof quantity === 'number' ? quantity : '' })}
          min={0.001}
          decimalScale={3}
          hideControls
          withAsterisk
        />
        <TextInput
          label={t('unit')}
          placeholder={t('baseUnit')}
          value={line.unit}
          onChange={(event) => onChange({ ...line, unit: event.currentTarget.value.toUpperCase() })}
          maxLength={3}
        />
        <Suspense fallback={<TextInput label={t('from')} readOnly />}>
          <DayField label={t('from')} value={line.from} onChange={(from) => onChange({ ...line, from })} />
        </Suspense>
        <Suspense fallback={<TextInput label={t('by')} readOnly />}>
          <DayField label={t('by')} value={line.to} onChange={(to) => onChange({ ...line, to })} />
        </Suspense>
      </div>
    </fieldset>
  )
}
