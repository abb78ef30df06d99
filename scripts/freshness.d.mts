export declare function isFresh(build: string): boolean
export declare function fingerprint(build: string): string
export declare function noteBuilt(build: string, print: string): void
