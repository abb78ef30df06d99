/** Groups of customers by what their people weigh, how surely each is found again, who is in it, and where these are today. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CustomerGroups } from '../../../../contract/segment-rules.ts'
import { useFormats } from '../../../ui/format/use-formats.ts'
import { call } from '../../../ui/http.ts'
import { Empty } from '../../../ui/notices.tsx'
import { PageHead } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { RecordTable } from '../../../ui/record-table.tsx'
import { Answer } from '../../../ui/request.tsx'
import { Surface } from '../../../ui/surface.tsx'
import { useElements } from '../../lib/elements.ts'
import { useTheseRows } from '../../lib/every-row.ts'
import { SectionTabs } from '../../lib/section-tabs.tsx'
import { WeightBars } from './weight-bars.tsx'

type Found = CustomerGroups['groups'][number]

export default function NeedGroupsScreen() {
  const { t } = useTranslation(['segments', 'shell'])
  const groups = useQuery({
    queryKey: ['customer-groups'],
    queryFn: ({ signal }) => call<CustomerGroups>('/api/v1/needs/customer-groups', { signal }),
  })
  return (
    <>
      <SectionTabs of="segments" />
      <PageHead title={t('shell:screen.need-groups')} program={t('shell:program')} lead={t('groupsLead')} />
      <Answer of={groups}>{(found) => <Groups found={found} />}</Answer>
    </>
  )
}

function Groups({ found }: { found: CustomerGroups }) {
  const { t } = useTranslation('segments')
  const formats = useFormats()
  const word = found.state === 'too_few' ? 'scarce' : 'unstable'
  if (found.state !== 'found')
    return (
      <Surface isFlush>
        <Empty
          icon="question"
          title={t(`groups.${word}`)}
          action={
            <Button component={Link} to="/needs/surveys" variant="default" size="compact-sm">
              {t('toSurveys')}
            </Button>
          }
        >
          {t(`groups.${word}Advice`, { n: found.customers, least: 2 * found.least })}
        </Empty>
      </Surface>
    )
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('groups.of', {
          n: found.groups.length,
          customers: formats.number(found.customers),
          people: formats.number(found.people),
        })}
      </Text>
      {found.groups.map((group, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have no name; they stand in the order in which they were found.
        <OneGroup key={at} group={group} number={at + 1} />
      ))}
    </Stack>
  )
}

function OneGroup({ group, number }: { group: Found; number: number }) {
  const { t } = useTranslation(['segments', 'field'])
  const formats = useFormats()
  const { nameOf } = useElements()
  const everyRow = useTheseRows(group.members)
  const [first, second] = group.weights
  const home = group.segments[0]
  const away = group.members.length - (home?.customers ?? 0)
  return (
    <Surface
      title={t('groups.title', {
        n: group.members.length,
        first: nameOf(first!.element_id),
        second: second ? nameOf(second.element_id) : '',
      })}
      note={t('groups.note', {
        people: formats.number(group.people),
        stability: formats.percent(group.stability, { min: 0, max: 0 }),
      })}
    >
      <Stack gap="sm">
        {group.is_small && <Text size="sm">{t('groups.small')}</Text>}
        <WeightBars weights={group.weights} label={t('groups.weights', { number })} />
        {home && (
          <div>
            <Text size="sm" fw={600}>
              {t('groups.today')}
            </Text>
            <PlainTable
              label={t('groups.today')}
              rows={group.segments}
              rowKey={({ segment_id }) => segment_id ?? ''}
              columns={[
                {
                  id: 'name',
                  header: t('field:segment_id'),
                  cell: ({ name }) => name ?? t('noSegment'),
                  isTitle: true,
                },
                {
                  id: 'customers',
                  header: t('customers'),
                  cell: ({ customers }) => formats.number(customers),
                  isNumber: true,
                },
              ]}
            />
            {away > 0 && (
              <Text size="sm" c="dimmed">
                {t('groups.away', { n: away, name: home.name ?? t('noSegment') })}
              </Text>
            )}
          </div>
        )}
        <RecordTable
          label={t('groups.members', { number })}
          name="need-group-members"
          rows={group.members}
          rowKey={({ customer_id }) => customer_id}
          everyRow={everyRow}
          height="260px"
          empty={null}
          columns={[
            { id: 'name', header: t('field:customer'), cell: ({ name }) => name, isTitle: true },
            { id: 'segment', header: t('field:segment_id'), cell: ({ segment_name }) => segment_name },
            {
              id: 'customer_id',
              header: t('field:customer_id'),
              cell: ({ customer_id }) => customer_id,
              isHiddenAtFirst: true,
            },
          ]}
        />
        <Group>
          <Button component={Link} to="/segments/rules?open=%2B" variant="default" size="compact-sm">
            {t('groups.toRule')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('groups.toRuleNote', { first: nameOf(first!.element_id) })}
          </Text>
        </Group>
      </Stack>
    </Surface>
  )
}
