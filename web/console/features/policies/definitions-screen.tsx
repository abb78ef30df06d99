/** What "on time and in full" means, as data: one definition for the company, others for segments or customers that agreed otherwise. */
import { useTranslation } from 'react-i18next'
import type { OtifDefinition } from '../../../../contract/policies.ts'
import { Icon } from '../../../ui/icons.tsx'
import type { RecordKind } from '../../lib/records/record-kind.ts'
import { RecordScreen } from '../../lib/records/record-screen.tsx'
import { BASES } from '../../lib/value-lists.ts'

const definitionKind: RecordKind = {
  id: 'definitions',
  path: '/otif-definitions',
  key: 'definition_id',
  icon: 'definition',
  writeRight: 'standards.write',
  emptyAdvice: 'definitions.emptyAdvice',
  start: {
    is_company_default: false,
    settings: {
      dateBasis: 'first_promised',
      window: { unit: 'days', early: 0, late: 0 },
      clockStop: 'delivered',
      earlyIsFailure: 'when_window_has_start',
      level: 'line',
      underTolerancePercent: 0,
      overTolerancePercent: 0,
      substitution: 'if_authorized',
      failedAttempt: 'fails',
    },
  },
  fields: [
    { name: 'definition_id', type: 'code', isRequired: true },
    { name: 'name', type: 'text', isRequired: true },
    { name: 'is_company_default', type: 'switch', hasHint: true },
    { name: 'settings.dateBasis', type: 'choice', values: BASES, valueList: 'basis', isRequired: true, hasHint: true },
    {
      name: 'settings.window.unit',
      type: 'choice',
      values: ['days', 'business_days', 'minutes'],
      valueList: 'window_unit',
      isRequired: true,
    },
    { name: 'settings.window.early', type: 'integer', isRequired: true },
    { name: 'settings.window.late', type: 'integer', isRequired: true },
    {
      name: 'settings.clockStop',
      type: 'choice',
      values: ['ready_for_collection', 'handed_to_carrier', 'arrived', 'delivered', 'accepted'],
      valueList: 'clock_stop',
      isRequired: true,
      hasHint: true,
    },
    {
      name: 'settings.earlyIsFailure',
      type: 'choice',
      values: ['always', 'never', 'when_window_has_start'],
      valueList: 'early',
      isRequired: true,
    },
    {
      name: 'settings.level',
      type: 'choice',
      values: ['order', 'line', 'unit', 'value'],
      valueList: 'level',
      isRequired: true,
    },
    { name: 'settings.underTolerancePercent', type: 'number', isRequired: true },
    { name: 'settings.overTolerancePercent', type: 'number', isRequired: true },
    {
      name: 'settings.substitution',
      type: 'choice',
      values: ['counts', 'if_authorized', 'fails'],
      valueList: 'substitution',
      isRequired: true,
    },
    {
      name: 'settings.failedAttempt',
      type: 'choice',
      values: ['fails', 'excused'],
      valueList: 'failed_attempt',
      isRequired: true,
    },
  ],
}

export default function DefinitionsScreen() {
  const { t } = useTranslation(['field', 'value', 'records'])
  return (
    <RecordScreen<OtifDefinition>
      kind={definitionKind}
      columns={[
        { id: 'name', header: t('name'), cell: (row) => row.name, isTitle: true },
        { id: 'definition_id', header: t('definition_id'), cell: (row) => row.definition_id },
        { id: 'dateBasis', header: t('dateBasis'), cell: (row) => t(`value:basis.${row.settings.dateBasis}`) },
        { id: 'clockStop', header: t('clockStop'), cell: (row) => t(`value:clock_stop.${row.settings.clockStop}`) },
        { id: 'level', header: t('level'), cell: (row) => t(`value:level.${row.settings.level}`) },
        {
          id: 'is_company_default',
          header: t('is_company_default'),
          cell: (row) =>
            row.is_company_default ? (
              <>
                <Icon name="check" size={15} style={{ verticalAlign: '-2px' }} /> {t('records:yes')}
              </>
            ) : null,
        },
      ]}
    />
  )
}
