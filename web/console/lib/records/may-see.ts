/** What must be allowed to see a list that is chosen from or whose names stand beside codes. */
import { mayDo, type Session } from '../session.ts'

const SEEN_WITH: Readonly<Record<string, string>> = {
  '/customers': 'master_data.read',
  '/contacts': 'master_data.read',
  '/products': 'master_data.read',
  '/locations': 'master_data.read',
  '/carriers': 'master_data.read',
  '/segments': 'standards.read',
  '/otif-definitions': 'standards.read',
  '/added-services': 'standards.read',
  '/price-lists': 'prices.read',
  '/agreements': 'prices.read',
}

export const maySee = (held: Session, path: string): boolean => mayDo(held, SEEN_WITH[path])
