/**
 * The id each code of ours is written as. XML allows fewer letters in ids than we do, and no two elements of a file may have the
 * same, while a lane and a step of ours may.
 */
export class XmlIds {
  private readonly taken: Set<string>
  private readonly given = new Map<string, string>()

  /** `reserved`: ids within what is written as it came. */
  constructor(reserved: Iterable<string>) {
    this.taken = new Set(reserved)
  }

  of(kind: string, code: string): string {
    const key = `${kind} ${code}`
    const known = this.given.get(key)
    if (known !== undefined) return known
    const plain = idOfRef(code)
    let id = plain
    for (let nth = 2; this.taken.has(id); nth++) id = `${plain}-${nth}`
    this.taken.add(id)
    this.given.set(key, id)
    return id
  }

  /** As attributes: an id that is not the code is named as the code too. */
  attributes(kind: string, code: string): { id: string; 'sevenfold:id': string | null } {
    const id = this.of(kind, code)
    return { id, 'sevenfold:id': id === code ? null : code }
  }
}

function idOfRef(code: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(code)) return code
  return `_${[...code].map((letter) => (/[\w.-]/.test(letter) ? letter : `-x${letter.codePointAt(0)!.toString(16)}-`)).join('')}`
}
