import { register } from 'tsx/esm/api'

// A thread that reads the database, from the sources: a thread does not inherit who reads TypeScript.
register()
await import('../server/reader/reader-worker.ts')
