/** Picks the port on loopback: the one used last time if it is still free, so that saved addresses go on working. */
import { createServer } from 'node:net'

export async function choosePort(remembered: number | undefined): Promise<number> {
  if (remembered && (await tryPort(remembered))) return remembered
  const port = await tryPort(0)
  if (!port) throw new Error('No free port on 127.0.0.1 for the embedded database.')
  return port
}

/** Port 0 lets the system choose. Undefined when the port is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
}
