/** `sevenfold jobs`: work for later that was given up, for an operator to try anew or to let go. */
import type { FailedJob, OpenOrganizations } from '../server/command-line.ts'
import { defineCommand, print, WrongUsage } from './command.ts'
import { withDatabase } from './organization.ts'

const USAGE = `sevenfold jobs [retry NUMBER… | discard NUMBER…] [--json]

Lists the jobs whose attempts are used up: number, task, organization, attempts and the last reason.
  retry NUMBER…      gives these jobs all their attempts anew; the running server takes them up
  discard NUMBER…    lets these jobs go
  --json             print the result as JSON
Exit status 0: done, or nothing has failed; 1: some job has failed, or a number is not one of a failed job.`

export const command = defineCommand({
  name: 'jobs',
  summary: 'List failed work for later; try it anew or let it go.',
  usage: USAGE,
  options: {},
  async work({ options, words }) {
    const [verb, ...numbers] = words
    if (verb !== undefined && verb !== 'retry' && verb !== 'discard')
      throw new WrongUsage('what can be done is: jobs, jobs retry NUMBER, jobs discard NUMBER')
    const jobIds = numbers.map(readNumber)
    if (verb && jobIds.length === 0) throw new WrongUsage(`name the jobs by number, such as: jobs ${verb} 17`)
    return withDatabase(async (open) => {
      if (!verb) return list(open, options.json)
      const done = await (verb === 'retry' ? open.retryJobs(jobIds) : open.discardJobs(jobIds))
      print(options.json ? JSON.stringify({ [verb]: done }) : `${verb}: ${done} of ${jobIds.length}`)
      return done === jobIds.length ? 0 : 1
    })
  },
})

function readNumber(word: string): number {
  if (!/^\d{1,15}$/.test(word)) throw new WrongUsage(`${word} is not the number of a job`)
  return Number(word)
}

async function list(open: OpenOrganizations, asJson = false): Promise<number> {
  const failed = await open.listFailedJobs()
  const names = new Map(open.organizations.map(({ tenant_id, name }) => [tenant_id, name]))
  const say = ({ job_id, task, tenant_id, attempts, reason }: FailedJob) =>
    `${job_id}  ${task}  ${names.get(tenant_id ?? '') ?? tenant_id}  ${attempts} attempts  ${reason ?? 'no reason kept'}`
  if (asJson) print(JSON.stringify({ failed }))
  else print(failed.length ? failed.map(say).join('\n') : 'no job has failed')
  return failed.length ? 1 : 0
}
