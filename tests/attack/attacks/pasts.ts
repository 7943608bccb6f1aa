import type { Attack } from '../attack.ts'
import { commit, type DocumentHandle, makeDocument, makeParagraphs, typed } from '../document-handle.ts'

const FIRST_TEXT = 3

/** Clocks, and versions that were recorded and have to be readable for ever. */
export const pasts: readonly Attack[] = [
  {
    name: 'H13',
    input: 'the clock of the machine is set back by a minute, twice',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      return async () => {
        for (let i = 0; i < 2; i++) {
          process.kill(scene.pid(), 'SIGUSR2')
          await scene.wait(500)
          const asked = person.get(`${document.path}/events?after=${document.seq}&wait=10`, {
            accept: 'application/json',
          })
          await scene.wait(300)
          const begun = performance.now()
          const answer = await commit(person, document, [typed(FIRST_TEXT, 1)])
          scene.demand(answer.status === 201, `a letter is refused: ${answer.code}`)
          await asked
          const took = performance.now() - begun
          scene.demand(took < 5_000, `a letter was told after ${Math.round(took / 1_000)} s`)
        }
      }
    },
  },
  {
    name: 'M5',
    input:
      '49,000 paragraphs from Markdown and one letter; after a restart, every version, and a commit based on the first',
    isAlone: true,
    restarts: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person, 'a\n\n'.repeat(scene.count(49_000, 49_000)))
      await commit(person, document, [typed(FIRST_TEXT, 1)])
      return async () => {
        for (const at of [0, 1, 2]) {
          const read = await person.get(`${document.path}?at=${at}`)
          scene.demand(read.status === 200, `version ${at} answers ${read.status}`)
        }
        const late = await commit(person, document, [typed(FIRST_TEXT, 1)], { base: 1 })
        scene.demand(late.status === 201, `a commit based on version 1 is ${late.status} ${late.code}`)
        const page = await person.get(`${document.path}/events?after=0`, { accept: 'application/json' })
        scene.demand(page.status === 200, `its events answer ${page.status}`)
      }
    },
  },
  {
    name: 'restarted',
    input: 'ten documents of 48,000 paragraphs; after a restart, a letter into each of them at one moment',
    restarts: true,
    async begin(scene) {
      const person = await scene.person()
      const documents: DocumentHandle[] = []
      for (let i = 0; i < 10 && !scene.over.aborted; i++)
        documents.push(await makeParagraphs(person, scene.count(48_000, 49_000)))
      return async () => {
        const letters = documents.map((document) => commit(person, document, [typed(FIRST_TEXT, 1)]))
        for (const { status } of await Promise.all(letters))
          scene.demand(status === 201, `a letter is ${status}`)
      }
    },
  },
  {
    name: 'M5-steps',
    input: 'a commit that puts 99,000 paragraphs into an empty document in one step',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const content = Array.from({ length: scene.count(99_000, 190_000) }, () => ({ type: 'paragraph' }))
      return async () => {
        const answer = await commit(person, document, [
          { stepType: 'replace', from: 2, to: 2, slice: { content } },
        ])
        scene.demand(
          answer.status === 201 || answer.status === 413,
          `it is refused: ${answer.status} ${answer.code}`,
        )
        if (answer.status !== 201) return
        await scene.restart()
        const read = await person.get(`${document.path}?at=1`)
        scene.demand(read.status === 200, `its version answers ${read.status}`)
      }
    },
  },
  {
    name: 'C6',
    input: 'a commit without a cookie is sent again, because its answer was lost',
    isAlone: true,
    async begin(scene) {
      const person = await scene.person()
      const document = await makeDocument(person)
      const stranger = scene.stranger()
      return async () => {
        const body = {
          id: 'lost-answer-0001',
          client: 'a-script-without-cookie',
          epoch: document.epoch,
          schema: '3',
          base: 0,
          steps: [typed(FIRST_TEXT, 1)],
        }
        const first = await stranger.post(`${document.path}/commits`, body)
        const again = await stranger.post(`${document.path}/commits`, body)
        scene.demand(
          first.status === 201 && again.status === 200,
          `the repeat is ${again.status} ${again.code}`,
        )
        scene.demand(first.bytes.equals(again.bytes), 'the repeat has another answer')
      }
    },
  },
]
