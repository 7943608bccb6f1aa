import type { Attack, Scene } from '../attack.ts'
import type { Caller } from '../caller.ts'
import { makeDocument, newId } from '../document-handle.ts'
import { openSockets, requestHead } from '../raw-sockets.ts'

/** So many calls are on their way at a time. */
const LANES = 50

/** Makes so many calls, some at a time; answers how many were taken. */
async function flood(
  scene: Scene,
  count: number,
  call: (i: number) => Promise<{ status: number }>,
): Promise<number> {
  let next = 0
  let taken = 0
  const lane = async (): Promise<void> => {
    while (next < count && !scene.over.aborted) {
      const { status } = await call(next++)
      if (status > 0 && status < 400) taken += 1
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return taken
}

/** Everybody at once, with the same cookie or none. */
function calls(
  name: string,
  input: string,
  normal: number,
  make: (scene: Scene) => Promise<(i: number) => Promise<{ status: number }>>,
): Attack {
  return {
    name,
    input,
    isAlone: true,
    async begin(scene) {
      const call = await make(scene)
      const count = scene.count(normal, normal * 10)
      return async () => scene.note(`${await flood(scene, count, call)} of ${count} taken`)
    },
  }
}

const put = (caller: Caller, path: string, body: object) => caller.call('PUT', path, { body })

/** Many requests of a harmless kind. */
export const floods: readonly Attack[] = [
  {
    name: 'H12',
    input: '3,000 documents made without a cookie',
    isAlone: true,
    async begin(scene) {
      const stranger = scene.stranger()
      const count = scene.count(3_000, 30_000)
      return async () => {
        const taken = await flood(scene, count, () => stranger.post('/api/documents', { markdown: 'spam' }))
        scene.note(`${taken} of ${count} made`)
        scene.demand(taken < Math.max(1_500, count / 2), 'whoever drops the cookie has no limit')
      }
    },
  },
  {
    name: 'H12-cookies',
    input: '3,000 documents made with a new cookie each',
    isAlone: true,
    async begin(scene) {
      const count = scene.count(3_000, 30_000)
      return async () => {
        const taken = await flood(scene, count, async () =>
          (await scene.person()).post('/api/documents', { markdown: 'spam' }),
        )
        scene.note(`${taken} of ${count} made`)
        scene.demand(taken < Math.max(1_500, count / 2), 'whoever takes a new cookie each time has no limit')
      }
    },
  },
  {
    name: 'H12-forwarded',
    input: '3,000 documents made without a cookie, each said to come from an address of its own',
    isAlone: true,
    async begin(scene) {
      const stranger = scene.stranger()
      const count = scene.count(3_000, 30_000)
      return async () => {
        const taken = await flood(scene, count, (i) =>
          stranger.call('POST', '/api/documents', {
            body: { markdown: 'spam' },
            headers: { 'X-Forwarded-For': `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}` },
          }),
        )
        scene.note(`${taken} of ${count} made`)
      }
    },
  },
  calls('H12-presence', '20,000 presences of as many clients without a cookie', 20_000, async (scene) => {
    const { path } = await makeDocument(await scene.person())
    const stranger = scene.stranger()
    return () =>
      put(stranger, `${path}/presence`, { client: newId(), seq: 0, anchor: 1, head: 1, state: 'editing' })
  }),
  {
    name: 'H12-streams',
    input: '4,000 streams without a cookie',
    isAlone: true,
    async begin(scene) {
      const { path } = await makeDocument(await scene.person())
      return async () => {
        const held = await openSockets(scene, scene.count(4_000, 12_000), true)
        held.write(requestHead('GET', `${path}/events`, { Accept: 'text/event-stream' }))
        await scene.wait(3_000)
        const latecomer = await scene.person()
        const last = await latecomer.get(`${path}/events?after=0&wait=1`, { accept: 'application/json' })
        scene.demand(last.status === 200, `somebody with a cookie finds no place: ${last.code}`)
        held.close()
      }
    },
  },
  calls(
    'names',
    '10,000 new names and colours of somebody whom 50 people see in 20 documents',
    10_000,
    async (scene) => {
      const person = await scene.person()
      for (let i = 0; i < 20; i++) {
        const { path } = await makeDocument(person)
        await put(person, `${path}/presence`, {
          client: newId(),
          seq: 0,
          anchor: 1,
          head: 1,
          state: 'editing',
        })
        const held = await openSockets(scene, 50, true)
        held.write(requestHead('GET', `${path}/events`, { Accept: 'text/event-stream' }))
      }
      return (i) => put(person, '/api/me', { name: `Name ${i}`, colour: i % 12 })
    },
  ),
  calls('carets', '10,000 moves of 200 carets in one document that 200 read', 10_000, async (scene) => {
    const { path } = await makeDocument(await scene.person())
    const people: Caller[] = []
    for (let i = 0; i < 50; i++) people.push(await scene.person())
    const clients = Array.from({ length: 200 }, newId)
    for (const person of people) {
      const held = await openSockets(scene, 4, true)
      held.write(
        requestHead('GET', `${path}/events`, { Accept: 'text/event-stream', Cookie: person.cookie() }),
      )
    }
    return (i) =>
      put(people[i % 50] as Caller, `${path}/presence`, {
        client: clients[i % 200],
        seq: 0,
        anchor: 1,
        head: 1,
        state: i % 3 ? 'editing' : 'away',
      })
  }),
  calls(
    'stars',
    '3,000 stars and folders in a list of 1,000 documents, the list read between',
    3_000,
    async (scene) => {
      const people = [await scene.person()]
      const [person] = people as [Caller]
      const ids: string[] = []
      for (let i = 0; i < 1_000 && !scene.over.aborted; i++) {
        if (i % 280 === 279) people.push(await scene.person())
        const maker = people.at(-1) as Caller
        const { id } = (await maker.post('/api/documents', { markdown: `# Document ${i}` })).json<{
          id: string
        }>()
        ids.push(id)
        await person.get(`/api/documents/${id}`)
      }
      return (i) =>
        i % 3
          ? person.get('/api/documents?limit=1000')
          : person.post(`/api/documents/${ids[i % ids.length]}/mine`, {
              isStarred: i % 2 === 0,
              folder: `f${i % 50}`,
            })
    },
  ),
  calls(
    'list',
    '1,000 reads of a list of 1,000 documents by one person, sorted by title',
    1_000,
    async (scene) => {
      const person = await scene.person()
      let maker = person
      for (let i = 0; i < 1_000 && !scene.over.aborted; i++) {
        if (i % 280 === 279) maker = await scene.person()
        const { id } = (
          await maker.post('/api/documents', { markdown: `# ${'Title '.repeat(30)}${i}` })
        ).json<{ id: string }>()
        await person.get(`/api/documents/${id}`)
      }
      return () => person.get('/api/documents?limit=1000&sort=title')
    },
  ),
  calls('cache', '2,000 documents of 20 kB, each opened once', 2_000, async (scene) => {
    let person = await scene.person()
    const ids: string[] = []
    for (let i = 0; i < scene.count(2_000, 5_000) && !scene.over.aborted; i++) {
      if (i % 280 === 279) person = await scene.person()
      ids.push(
        (await person.post('/api/documents', { markdown: 'word '.repeat(4_000) })).json<{ id: string }>().id,
      )
    }
    const stranger = scene.stranger()
    return (i) => stranger.get(`/api/documents/${ids[i % ids.length]}`)
  }),
  calls('visits', '5,000 pages of a document by as many strangers', 5_000, async (scene) => {
    const { id } = await makeDocument(await scene.person(), 'A short document.')
    return () => scene.stranger().get(`/d/${id}`)
  }),
  calls('languages', '5,000 calls that each name 500 languages', 5_000, async (scene) => {
    const stranger = scene.stranger()
    const languages = Array.from({ length: 500 }, (_, i) => `x${i.toString(36)};q=0.${i % 9}`).join(',')
    return () => stranger.get('/api/me', { 'Accept-Language': languages })
  }),
  calls('titles', '3,000 questions for 100 titles', 3_000, async (scene) => {
    const stranger = scene.stranger()
    const ids = Array.from({ length: 100 }, () => `${newId()}aaaaaaaaaQ`).join(',')
    return () => stranger.get(`/api/titles?documents=${ids}`)
  }),
  calls('metrics', '3,000 reads of /metrics', 3_000, async (scene) => {
    const stranger = scene.stranger()
    return () => stranger.get('/metrics')
  }),
  calls('not-there', '20,000 addresses that are not there', 20_000, async (scene) => {
    const stranger = scene.stranger()
    return (i) => stranger.get(`/api/documents/${newId()}${i}`)
  }),
]
