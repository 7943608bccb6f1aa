import { fetchedTools } from '../late-plugins.ts'

/** Fetches what a document with a table needs; asked for by the first table, and by whoever is about to insert one. */
export const fetchTableTools = fetchedTools(async () => (await import('./table-tools.ts')).tableTools())
