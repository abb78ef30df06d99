/** Who does what within which time, by kind of trouble. A change is a later version; what held before stays readable. */
import { useTranslation } from 'react-i18next'
import type { Holding } from '../../../../contract/holding.ts'
import type { Playbook } from '../../../../contract/remedies.ts'
import { ChoiceFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { HoldingFilter, useDatedColumns } from '../../lib/records/holding.tsx'
import { useColleagueName } from '../../lib/records/members.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { REMEDY_KINDS, TROUBLE_KINDS } from '../../lib/value-lists.ts'

const playbookKind: RecordKind = {
  id: 'playbooks',
  path: '/playbooks',
  key: 'playbook_id',
  icon: 'rows',
  writeRight: 'standards.write',
  emptyAdvice: 'playbooks.emptyAdvice',
  start: { remedies: [], people: [], steps: [], escalation_minutes: 15 },
  next: ({ playbook_id: _, version: __, valid_from: ___, ...rest }) => rest,
  fields: [
    { name: 'playbook_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    {
      name: 'kind',
      label: 'trouble_kind',
      type: 'choice',
      values: TROUBLE_KINDS,
      valueList: 'trouble_kind',
      isRequired: true,
    },
    { name: 'valid_from', type: 'day', isRequired: true },
    { name: 'owner', type: 'colleague', hint: 'playbook_owner' },
    { name: 'minutes', label: 'playbook_minutes', type: 'integer', isRequired: true, hint: 'playbook_minutes' },
    { name: 'remedies', type: 'ranked', values: REMEDY_KINDS, valueList: 'remedy', hasHint: true },
    {
      name: 'steps',
      label: 'playbook_steps',
      type: 'rows',
      fields: [
        { name: 'step_number', type: 'integer', isRequired: true },
        { name: 'minutes', label: 'step_minutes', type: 'integer', isRequired: true },
        { name: 'text', label: 'step_text', type: 'text', isRequired: true },
        { name: 'owner', type: 'colleague' },
      ],
    },
    { name: 'people', label: 'called_people', type: 'colleagues', hint: 'called_people' },
    { name: 'escalation_minutes', type: 'integer', hasHint: true },
  ],
}

type Row = Playbook & { holding: Holding }

export default function PlaybooksScreen() {
  const { t } = useTranslation(['field', 'value'])
  const formats = useFormats()
  const nameOf = useColleagueName()
  const dated = useDatedColumns<Row>(false)
  const kind = (row: Row) => t(`value:trouble_kind.${row.kind}`)
  const remedies = (row: Row) => row.remedies.map((one) => t(`value:remedy.${one}`)).join(' → ')
  const people = (row: Row) => row.people.map(nameOf).join(' → ')
  return (
    <RecordScreen<Row>
      kind={playbookKind}
      tabs={<SectionTabs of="care" />}
      filters={['kind', 'holding']}
      filterInputs={
        <>
          <ChoiceFilter
            name="kind"
            label={t('trouble_kind')}
            choices={TROUBLE_KINDS.map((value) => ({ value, label: t(`value:trouble_kind.${value}`) }))}
            width={220}
          />
          <HoldingFilter values={['today', 'coming', 'past']} />
        </>
      }
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'kind', header: t('trouble_kind'), cell: kind, text: kind },
        { id: 'owner', header: t('owner'), cell: (row) => nameOf(row.owner) },
        {
          id: 'minutes',
          header: t('playbook_minutes'),
          cell: (row) => formats.duration(row.minutes, 'minute'),
          text: (row) => row.minutes,
          isNumber: true,
        },
        ...dated,
        { id: 'remedies', header: t('remedies'), cell: remedies, text: remedies },
        { id: 'people', header: t('called_people'), cell: people, text: people },
        {
          id: 'escalation_minutes',
          header: t('escalation_minutes'),
          cell: (row) => formats.duration(row.escalation_minutes, 'minute'),
          text: (row) => row.escalation_minutes,
          isNumber: true,
          isHiddenAtFirst: true,
        },
        { id: 'playbook_id', header: t('playbook_id'), cell: (row) => row.playbook_id, isHiddenAtFirst: true },
      ]}
    />
  )
}
