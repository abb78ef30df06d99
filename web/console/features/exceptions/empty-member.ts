/** An empty member, such as a carrier that is not known, is a group of its own; in the address it needs a sign. */
export const EMPTY = '-'
