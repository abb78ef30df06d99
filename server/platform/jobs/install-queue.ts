/** Makes the queue's own schema, or brings it up to date. The library keeps its own record of that; ours come after it. */
import { Logger, runMigrations } from 'graphile-worker'

const silent = new Logger(() => () => undefined)

/** As the owner of the database; two servers starting at once agree within the library. */
export const installQueue = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: ownerUrl, logger: silent, maxPoolSize: 1 })
