/** What a customer's contact takes care of in the portal; several at once. Nothing chosen: everything but letting people in. */
import { MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { PortalRole } from '../../../../contract/people.ts'

const ROLES: readonly PortalRole[] = ['buyer', 'receiver', 'quality', 'finance', 'administrator']

type Props = {
  label: string
  value: readonly PortalRole[]
  onChange: (roles: PortalRole[]) => void
  isSmall?: boolean
  isDisabled?: boolean
}

export function PortalRolesField({ label, value, onChange, isSmall, isDisabled }: Props) {
  const { t } = useTranslation('people')
  return (
    <MultiSelect
      {...(isSmall ? { size: 'xs', 'aria-label': label, w: 260 } : { label, description: t('portalRolesHint') })}
      data={ROLES.map((role) => ({ value: role, label: t(`portalRole.${role}`) }))}
      value={[...value]}
      disabled={isDisabled ?? false}
      onChange={(roles) => onChange(roles as PortalRole[])}
    />
  )
}
