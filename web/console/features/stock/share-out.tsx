/** Shares the goods of a pool out anew by the policy in force: as a proposal, which opens at once. Nothing moves yet. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { ProposedAllocation } from '../../../../contract/proposals.ts'
import { call } from '../../../ui/http.ts'
import { toastDone, toastProblem } from '../../../ui/toast.ts'

export function ShareOut({ product, location }: { product: string; location: string }) {
  const { t } = useTranslation('stock')
  const go = useNavigate()
  const share = useMutation({
    mutationFn: () =>
      call<z.infer<typeof ProposedAllocation>>('/api/v1/proposals/allocations', {
        method: 'POST',
        body: { product_id: product, location_id: location },
      }),
    onSuccess: ({ proposal_id }) =>
      proposal_id ? go(`/proposals/${encodeURIComponent(proposal_id)}`) : toastDone(t('act.sharedAlready')),
    onError: toastProblem,
  })
  return (
    <Button variant="default" loading={share.isPending} onClick={() => share.mutate()}>
      {t('act.shareOut')}
    </Button>
  )
}
