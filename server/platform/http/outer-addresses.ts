/**
 * Where a server must never be led by an address that somebody else chose: this machine, its network, and what stands for
 * them. Names are resolved by us, every address they give is judged, and the connection goes to the judged one.
 */
import type { LookupAddress } from 'node:dns'
import { lookup as resolve } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const inner = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(net, bits, 'ipv4')
// Of version 6 only what is handed out as global unicast is let through, less what carries an address of version 4 inside.
const outer = new BlockList()
outer.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner.addSubnet(net, bits, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

export function isReachable(address: string, allowsLoopback: boolean): boolean {
  const version = isIP(address)
  if (version === 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (allowsLoopback && loopback.check(address, family)) return true
  return !inner.check(address, family) && (version === 4 || outer.check(address, 'ipv6'))
}

/** Of the host in an address: only to this machine may secrets go without encryption. */
export function isLoopback(host: string): boolean {
  const version = isIP(host)
  return version === 0 ? host === 'localhost' : loopback.check(host, version === 4 ? 'ipv4' : 'ipv6')
}

export class ForbiddenAddress extends Error {
  constructor() {
    super('the address leads into a network of our own')
    this.name = 'ForbiddenAddress'
  }
}

/** For the `lookup` of a request. One forbidden address among several forbids the name. */
export const guardedLookup =
  (allowsLoopback: boolean): LookupFunction =>
  (host, options, done) => {
    const judge = (found: LookupAddress[]): void => {
      if (found.length === 0 || found.some(({ address }) => !isReachable(address, allowsLoopback)))
        done(new ForbiddenAddress(), [])
      else if (options.all) done(null, found)
      else done(null, found[0]!.address, found[0]!.family)
    }
    resolve(host, { all: true, verbatim: true }).then(judge, (error) => done(error, []))
  }
