/** The database that comes with the program, for those who bring none: see README.md. */
export { findCheckout, stateDirectory } from './checkout.ts'
export {
  discardDatabase,
  type EmbeddedDatabase,
  type EmbeddedOptions,
  isInUse,
  startEmbeddedDatabase,
  stopWhenUnused,
} from './embedded-database.ts'
