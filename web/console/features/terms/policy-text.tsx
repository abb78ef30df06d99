/** An allocation policy as a person would say it: the rule, each tier's share, and who may not be left waiting. */
import { List, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AllocationPolicy } from '../../../../contract/service-packages.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'

export function PolicyText({ policy }: { policy: AllocationPolicy }) {
  const { t } = useTranslation(['terms', 'value'])
  const formats = useFormats()
  const share = (percent: number) => formats.percent(percent / 100, { min: 0, max: 1 })
  return (
    <>
      <Title order={2} size="h5">
        {t('policy.inWords')}
      </Title>
      <Text size="sm">{t(`policy.rule.${policy.kind}`)}</Text>
      <List size="sm" spacing={4}>
        {policy.tiers.map((tier) => (
          <List.Item key={tier.tier}>
            {[
              t('policy.tier', { tier: tier.tier, name: tier.name }),
              tier.protection_percent && t('policy.protected', { share: share(tier.protection_percent) }),
              tier.floor_percent && t('policy.floor', { share: share(tier.floor_percent) }),
            ]
              .filter(Boolean)
              .join(' ')}
          </List.Item>
        ))}
        {policy.starvation_factor != null && (
          <List.Item>{t('policy.starvation', { factor: formats.number(policy.starvation_factor) })}</List.Item>
        )}
        <List.Item>{t(`policy.givingWay.${policy.giving_way ?? 'if_kept'}`)}</List.Item>
      </List>
    </>
  )
}
