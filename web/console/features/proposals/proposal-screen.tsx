/** One proposal: who moves, from which day to which, who has the goods instead; and one press to do it. */
import { Alert, Anchor, Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import type { ProposedChange } from '../../../../contract/proposals.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Icon } from '../../../ui/icons.tsx'
import { ProblemNote } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { mayDo, useSession } from '../../lib/session.ts'
import { useCauseText } from './cause-text.ts'
import { ShareOutFigures } from './share-out-figures.tsx'
import { useCarryOut, useDrop, useProposal } from './use-proposals.ts'

export default function ProposalScreen() {
  const { t } = useTranslation(['proposals', 'shell'])
  const { id = '' } = useParams()
  const session = useSession()
  const proposal = useProposal(id)
  const causeText = useCauseText(proposal.data ? [proposal.data] : [])
  const carryOut = useCarryOut(id)
  const drop = useDrop(id)
  const isOpen = proposal.data?.state === 'open' && mayDo(session, 'promises.write')
  return (
    <>
      <PageHead
        title={proposal.data ? causeText(proposal.data) : t('shell:screen.proposal')}
        program={t('shell:program')}
        crumb={{ label: t('shell:screen.proposals'), to: '/proposals' }}
        lead={
          proposal.data && t('summary', { count: proposal.data.line_count, customers: proposal.data.customer_count })
        }
        actions={
          isOpen && (
            <Group gap="xs">
              <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate(undefined)}>
                {t('drop')}
              </Button>
              <Button loading={carryOut.isPending} onClick={() => carryOut.mutate(undefined)}>
                {t('carryOut')}
              </Button>
            </Group>
          )
        }
      />
      <Stack gap="md">
        {carryOut.isError && <ProblemNote error={carryOut.error} />}
        {drop.isError && <ProblemNote error={drop.error} />}
        {carryOut.data && (
          <Alert variant="light" icon={<Icon name="check" />} title={t('done')} role="status">
            {t('doneNote', {
              moved: carryOut.data.promises_moved,
              left: carryOut.data.left,
              messages: carryOut.data.messages,
            })}
          </Alert>
        )}
        {proposal.data?.figures && <ShareOutFigures figures={proposal.data.figures} />}
        <Surface isFlush>
          <Answer of={proposal}>{({ changes }) => <Changes rows={changes} />}</Answer>
        </Surface>
      </Stack>
    </>
  )
}

function Changes({ rows }: { rows: readonly ProposedChange[] }) {
  const { t } = useTranslation(['proposals', 'field', 'shell'])
  const formats = useFormats()
  const order = (row: ProposedChange) => `${row.order_id} / ${row.line_number}`
  const rivals = (row: ProposedChange) => (row.rank.gave_way_to ?? []).map((other) => other.order_id).join(', ')
  const place = (row: ProposedChange) =>
    row.rank.place ? t('place', { place: row.rank.place, of: row.rank.of, tier: row.rank.tier }) : ''
  const columns: Column<ProposedChange>[] = [
    {
      id: 'order',
      header: t('order'),
      isTitle: true,
      cell: (row) => (
        <Anchor component={Link} to={`/orders/${encodeURIComponent(row.order_id)}`}>
          {order(row)}
        </Anchor>
      ),
      text: order,
    },
    { id: 'customer', header: t('field:customer_id'), cell: (row) => row.customer_id },
    { id: 'product', header: t('field:product_id'), cell: (row) => row.product_id },
    {
      id: 'quantity',
      header: t('field:quantity'),
      cell: (row) => formats.number(row.quantity, { min: 0, max: 3 }),
      text: (row) => row.quantity,
      isNumber: true,
    },
    { id: 'old', header: t('promised'), cell: (row) => formats.date(row.to_date), text: (row) => row.to_date },
    {
      id: 'new',
      header: t('proposed'),
      cell: (row) => (row.new_to_date ? formats.date(row.new_to_date) : t('never')),
      text: (row) => row.new_to_date,
    },
    { id: 'effect', header: t('effectLabel'), cell: (row) => t(`effect.${row.effect}`) },
    { id: 'way', header: t('way'), cell: (row) => [row.new_site_id, row.new_lane_id].filter(Boolean).join(' · ') },
    { id: 'place', header: t('rank'), cell: place, text: place },
    { id: 'rivals', header: t('gaveWayTo'), cell: rivals, text: rivals, isHiddenAtFirst: true },
  ]
  return (
    <RecordTable
      label={t('shell:screen.proposal')}
      name="proposal"
      rows={rows}
      rowKey={order}
      columns={columns}
      empty={null}
    />
  )
}
