/** Where the command line begins. The exit status is set, not forced, so that what is still being written gets out. */
import { runCommandLine } from './commands.ts'

process.exitCode = await runCommandLine(process.argv.slice(2))
