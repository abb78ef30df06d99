/** What is searched for anywhere in a text, as LIKE wants it: its own signs mean themselves. */
export const searchPattern = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`
