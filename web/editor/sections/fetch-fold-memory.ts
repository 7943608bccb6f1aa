import { fetchedTools } from '../late-plugins.ts'

/** Fetches what remembers folded sections; asked for by the first section that is drawn. */
export const fetchFoldMemory = fetchedTools(async () => {
  const { foldMemory } = await import('./fold-memory.ts')
  return [foldMemory(location.pathname, localStorage)]
})
