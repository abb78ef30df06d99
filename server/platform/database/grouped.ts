/**
 * Commands that wait are carried out together: one transaction, one commit, one wait for the disk.
 *
 * Each key has at most one group under way. What arrives meanwhile waits and forms the next group, in order of arrival, so
 * nothing is delayed when there is nothing to wait for. A group that fails as a whole (not by a refusal of one of its
 * commands, which `run` answers for each) is taken apart and tried one by one, so that a command cannot fail for another's fault.
 */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown }

export interface Grouping<Request, Result> {
  /** Requests with the same key may share a transaction. */
  readonly keyOf: (request: Request) => string
  readonly groupMax: number
  /** Carries out all of them in one transaction and answers each; throws when the transaction failed. */
  readonly run: (requests: readonly Request[]) => Promise<readonly Outcome<Result>[]>
}

interface Waiting<Request, Result> {
  readonly request: Request
  settle(outcome: Outcome<Result>): void
}

export function grouped<Request, Result>(grouping: Grouping<Request, Result>): (request: Request) => Promise<Result> {
  const queues = new Map<string, Waiting<Request, Result>[]>()

  const drain = async (key: string, queue: Waiting<Request, Result>[]) => {
    while (queue.length > 0) await runGroup(grouping, queue.splice(0, grouping.groupMax))
    queues.delete(key)
  }

  return (request) =>
    new Promise<Result>((resolve, reject) => {
      const settle = (outcome: Outcome<Result>) =>
        'error' in outcome ? reject(outcome.error) : resolve(outcome.result)
      const key = grouping.keyOf(request)
      const queue = queues.get(key)
      if (queue) {
        queue.push({ request, settle })
        return
      }
      const started = [{ request, settle }]
      queues.set(key, started)
      // A turn of the event loop later, so that requests which arrive together go together.
      setImmediate(() => void drain(key, started))
    })
}

async function runGroup<Request, Result>(
  grouping: Grouping<Request, Result>,
  group: readonly Waiting<Request, Result>[],
): Promise<void> {
  try {
    const outcomes = await grouping.run(group.map((waiting) => waiting.request))
    group.forEach((waiting, index) => {
      waiting.settle(outcomes[index]!)
    })
  } catch (error) {
    if (group.length === 1) group[0]!.settle({ error })
    else for (const waiting of group) await runGroup(grouping, [waiting])
  }
}
