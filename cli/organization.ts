/** Which organization a command works on: the one named, or the only one. */
import { type OpenOrganizations, openOrganizations } from '../server/command-line.ts'
import { WrongUsage } from './command.ts'

type Organization = OpenOrganizations['organizations'][number]

/** Never guesses between two: data brought into the wrong organization is hard to take out again. */
export function chooseOrganization(organizations: readonly Organization[], name?: string): Organization {
  if (!organizations.length) throw new Error('there is no organization yet; start the server once with npm start')
  const found =
    name === undefined ? organizations : organizations.filter((one) => one.name === name || one.tenant_id === name)
  if (found.length === 1) return found[0]!
  const names = organizations.map((one) => `"${one.name}"`).join(', ')
  throw new WrongUsage(`say which organization with --organization NAME: ${names}`)
}

type InOrganization<T> = (context: ReturnType<OpenOrganizations['contextOf']>) => Promise<T>

export const withOrganization = <T>(name: string | undefined, work: InOrganization<T>): Promise<T> =>
  withDatabase((open) => work(open.contextOf(chooseOrganization(open.organizations, name))))

export async function withDatabase<T>(work: (open: OpenOrganizations) => Promise<T>): Promise<T> {
  const open = await openOrganizations()
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}
