import type { ClientId, PersonId } from '../../document/protocol/ids.ts'

const CLAIMS = 20_000

/** Whose client ids are, in memory: most belong to people who only look, of whom nothing is stored. */
export interface Clients {
  /** True when the client is this person's, from now on if it was nobody's. */
  claim(client: ClientId, person: PersonId): boolean
}

/** Remembers the most recently used claims; those that wrote are also kept by the log. */
export function createClients(): Clients {
  const owners = new Map<ClientId, PersonId>()
  return {
    claim(client, person) {
      const owner = owners.get(client)
      if (owner !== undefined && owner !== person) return false
      owners.delete(client)
      owners.set(client, person)
      const [oldest] = owners.keys()
      if (owners.size > CLAIMS && oldest !== undefined) owners.delete(oldest)
      return true
    },
  }
}
