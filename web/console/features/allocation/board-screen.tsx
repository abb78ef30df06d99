/** Goods that are short, one row a product and site: what is there and asked, what each tier gets by the published policy, who gives way. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AllocationBoard, BoardRow } from '../../../../contract/allocation-board.ts'
import { useAddress } from '../../../ui/address.ts'
import { ChoiceFilter, FilterBar, SearchFilter } from '../../../ui/filter-bar.tsx'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { Empty, RowsWaiting } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { type Column, RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useTheseRows } from '../../lib/every-row.ts'
import { LookupFilter } from '../../lib/records/lookup-filter.tsx'
import { useFound } from '../../lib/use-found.ts'
import { BoardDrawer } from './board-drawer.tsx'
import { useTierName } from './tier-name.ts'
import { useBoard } from './use-board.ts'

/** What of the board is looked at: where the policy would have it otherwise, or where a floor does not hold. */
const ONLY = ['changes', 'floor', 'proposed'] as const
const HOLDS: Record<(typeof ONLY)[number], (row: BoardRow) => boolean> = {
  changes: (row) => row.changes.length > 0,
  floor: (row) => row.tiers.some((tier) => !tier.is_floor_kept),
  proposed: (row) => row.proposal_id !== null,
}

export default function AllocationBoardScreen() {
  const { t } = useTranslation(['board', 'shell', 'records', 'field', 'value'])
  const [filters] = useAddress()
  const board = useBoard(filters.location_id)
  const policy = board.data?.policy
  return (
    <>
      <PageHead
        title={t('shell:screen.allocation-board')}
        program={t('shell:program')}
        lead={
          policy
            ? `${t('lead')} ${t('policy', {
                policy: policy.name ?? t('noPolicy'),
                kind: t(`value:allocation_kind.${policy.kind}`),
              })}`
            : t('lead')
        }
      />
      <FilterBar names={['q', 'only', 'location_id']}>
        <SearchFilter label={t('records:search')} />
        <ChoiceFilter
          name="only"
          label={t('onlyLabel')}
          choices={ONLY.map((value) => ({ value, label: t(`only.${value}`) }))}
        />
        <LookupFilter
          name="location_id"
          label={t('field:site_id')}
          from={{ path: '/locations', key: 'location_id', filter: { kind: 'own_site' } }}
        />
      </FilterBar>
      <Surface isFlush>
        <Answer of={board} waiting={<RowsWaiting />}>
          {(data) => <Rows board={data} />}
        </Answer>
      </Surface>
    </>
  )
}

function Rows({ board }: { board: AllocationBoard }) {
  const { t } = useTranslation(['board', 'shell', 'records'])
  const [{ only, q }] = useAddress()
  const holds = HOLDS[only as keyof typeof HOLDS]
  const wanted = holds ? board.rows.filter(holds) : board.rows
  const found = useFound(wanted, (row) => [
    row.product_id,
    row.product_name,
    row.location_name,
    ...row.changes.flatMap((one) => [one.order_id, one.customer_name]),
  ])
  const everyRow = useTheseRows(found)
  const [open, setOpen] = useState<string | null>(null)
  const opened = board.rows.find((row) => keyOf(row) === open)
  return (
    <>
      <RecordTable
        label={t('shell:screen.allocation-board')}
        name="allocation-board"
        rows={found}
        rowKey={keyOf}
        everyRow={everyRow}
        columns={useColumns()}
        onOpen={(row) => setOpen(keyOf(row))}
        empty={
          q || only ? (
            <Empty icon="search" title={t('records:nothingFound')}>
              {t('records:nothingFoundAdvice')}
            </Empty>
          ) : (
            <Empty isSuccess title={t('empty')}>
              {t('emptyNote')}
            </Empty>
          )
        }
      />
      {opened && <BoardDrawer row={opened} policy={board.policy} onClose={() => setOpen(null)} />}
    </>
  )
}

const keyOf = (row: BoardRow): string => `${row.product_id}@${row.location_id}`

function useColumns(): Column<BoardRow>[] {
  const { t } = useTranslation('board')
  const formats = useFormats()
  const tierName = useTierName()
  const amount = (value: number) => formats.number(value, { min: 0, max: 3 })
  const number = (id: 'on_hand' | 'expected' | 'asked' | 'before' | 'after', header: string): Column<BoardRow> => ({
    id,
    header,
    isNumber: true,
    cell: (row) => amount(row[id]),
    text: (row) => row[id],
  })
  const byTier = (row: BoardRow) =>
    row.tiers
      .map((tier) => t('tierGets', { tier: tierName(tier), after: amount(tier.after), asked: amount(tier.asked) }))
      .join('; ')
  const giving = (row: BoardRow) => row.changes.filter((one) => one.gives_way_to.length > 0).length
  return [
    {
      id: 'product',
      header: t('product'),
      isTitle: true,
      cell: (row) => (row.product_name ? `${row.product_name} · ${row.product_id}` : row.product_id),
      text: (row) => row.product_id,
      width: '18%',
    },
    {
      id: 'site',
      header: t('site'),
      cell: (row) => row.location_name ?? row.location_id,
      text: (row) => row.location_id,
    },
    number('on_hand', t('onHand')),
    number('expected', t('expected')),
    {
      id: 'next',
      header: t('nextSupply'),
      isHiddenAtFirst: true,
      cell: (row) => row.next_supply_on && formats.date(row.next_supply_on),
      text: (row) => row.next_supply_on,
    },
    number('asked', t('asked')),
    number('before', t('inTimeNow')),
    number('after', t('inTimeByPolicy')),
    { id: 'tiers', header: t('byTier'), cell: byTier, text: byTier, width: '24%' },
    {
      id: 'changes',
      header: t('gives'),
      isNumber: true,
      cell: (row) => formats.number(giving(row)),
      text: giving,
    },
    {
      id: 'proposal',
      header: t('proposal'),
      cell: (row) => row.proposal_id && t('isProposed'),
      text: (row) => row.proposal_id,
    },
  ]
}
