import { register } from 'tsx/esm/api'

// The thread that converts files, from the sources: a thread does not inherit who reads TypeScript.
register()
await import('../server/exchange/convert-worker.ts')
