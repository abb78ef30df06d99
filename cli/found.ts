/** `sevenfold found`: a new organization and the login of its owner, for a database that has none. */
import { z } from 'zod'
import { Text } from '../contract/values.ts'
import { defineCommand, print, WrongUsage } from './command.ts'
import { withDatabase } from './organization.ts'

const USAGE = `sevenfold found NAME --email ADDRESS [--owner NAME] [--json]

Founds an organization and gives its owner a login; everybody else is invited from there.
  NAME               the organization's name, in quotes where it has blanks
  --email ADDRESS    the owner's address to sign in with
  --owner NAME       the owner's name (default: what stands before the @)
  --json             print the result as JSON
The password is shown once; the owner should change it. An address that signs in already keeps its password.`

export const command = defineCommand({
  name: 'found',
  summary: 'Found an organization with its owner.',
  usage: USAGE,
  options: { email: 'string', owner: 'string' },
  async work({ options, words }) {
    const [name, ...rest] = words
    if (!name || rest.length || !Text.safeParse(name).success)
      throw new WrongUsage('give one name, such as: found "Nord Depot" --email owner@example.com')
    const email = options.email ?? ''
    if (!z.email().safeParse(email).success)
      throw new WrongUsage('--email must be an address such as owner@example.com')
    return withDatabase(async (open) => {
      if (open.organizations.some((one) => one.name === name))
        throw new Error(`there is an organization "${name}" already`)
      const password = await open.found(name, { email, name: options.owner ?? email.split('@')[0]! })
      print(options.json ? JSON.stringify({ organization: name, email, password }) : sayLogin(name, email, password))
      return 0
    })
  },
})

const sayLogin = (name: string, email: string, password: string | null) =>
  `${name} is founded. Its owner signs in as ${email} with the password ${password ?? 'that this address has already'}`
