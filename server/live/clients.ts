import type { ClientId, PersonId } from '../../document/protocol/ids.ts'
import { createFairShare } from './fair-share.ts'

/** More pages than anybody has open. */
const PER_PERSON = 500
const IN_ALL = 50_000

/** Whose client ids are: what was written under one says it for ever, what somebody only looks with is in memory. */
export interface Clients {
  /** True when the client is this person's, from now on if it was nobody's. */
  claim(client: ClientId, person: PersonId): boolean
  /** True when the client is somebody else's. */
  isTaken(client: ClientId, person: PersonId): boolean
}

/**
 * `ownerInLog` knows whose client wrote something. The others are remembered so that nobody loses one to somebody who
 * invents many.
 */
export function createClients(ownerInLog: (client: ClientId) => PersonId | undefined): Clients {
  const owners = new Map<ClientId, PersonId>()
  const claims = createFairShare<ClientId>({
    perPerson: PER_PERSON,
    inAll: IN_ALL,
    onDropped: (client) => owners.delete(client),
  })
  const isTaken: Clients['isTaken'] = (client, person) => {
    const owner = ownerInLog(client) ?? owners.get(client)
    return owner !== undefined && owner !== person
  }
  return {
    isTaken,
    claim(client, person) {
      if (isTaken(client, person)) return false
      owners.set(client, person)
      claims.hold(person, client)
      return true
    },
  }
}
