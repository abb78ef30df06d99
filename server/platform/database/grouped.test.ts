import { expect, test } from 'vitest'
import { grouped, type Outcome } from './grouped.ts'

const recorder = (run?: (requests: readonly number[]) => readonly Outcome<number>[]) => {
  const groups: number[][] = []
  const ask = grouped<number, number>({
    keyOf: () => 'one',
    groupMax: 3,
    async run(requests) {
      groups.push([...requests])
      await Promise.resolve()
      return run ? run(requests) : requests.map((result) => ({ result: result * 10 }))
    },
  })
  return { ask, groups }
}

test('requests that arrive together are carried out together, in their order', async () => {
  const { ask, groups } = recorder()
  expect(await Promise.all([1, 2, 3, 4].map(ask))).toEqual([10, 20, 30, 40])
  expect(groups).toEqual([[1, 2, 3], [4]])
})

test('a refused request does not refuse those beside it', async () => {
  const { ask } = recorder((requests) =>
    requests.map((result) => (result === 2 ? { error: new Error('no') } : { result })),
  )
  const answers = await Promise.allSettled([1, 2, 3].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a group that fails as a whole is tried one by one, so nobody fails for another', async () => {
  const { ask, groups } = recorder((requests) => {
    if (requests.includes(2)) throw new Error('the transaction broke')
    return requests.map((result) => ({ result }))
  })
  const answers = await Promise.allSettled([1, 2, 3].map(ask))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(groups).toEqual([[1, 2, 3], [1], [2], [3]])
})

test('after a group has ended the next request starts a new one', async () => {
  const { ask, groups } = recorder()
  await ask(1)
  await ask(2)
  expect(groups).toEqual([[1], [2]])
})
