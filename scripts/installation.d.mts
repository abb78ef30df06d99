export declare const checkout: string
export declare function refuseOldNode(version?: string): string | undefined
export declare function ensureInstalled(): Promise<void>

interface LockedPackage {
  version?: string
  optional?: boolean
}
export declare function missingPackages(
  wanted: Record<string, LockedPackage>,
  present: Record<string, LockedPackage>,
): string[]
