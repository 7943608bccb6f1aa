import type { TitleList } from '../../../document/protocol/references.ts'
import { MAX_TITLES } from '../../../document/protocol/references.ts'
import type { Answer } from '../../api/answer.ts'

/** What is known of a document that a text links to. */
export type LinkedTitle = { readonly kind: 'titled'; readonly title: string } | { readonly kind: 'gone' }

/** The titles of linked documents, asked for together, and again while the page is seen and when somebody comes back to it. */
export interface Titles {
  /** Hears what is known of a document now and whenever that changes, until the answer is called. */
  follow(document: string, tell: (title: LinkedTitle) => void): () => void
  /** Asks anew for all that are followed. */
  refresh(): void
}

/** What titles need from outside. */
export interface TitlesDeps {
  readonly ask: (documents: readonly string[]) => Promise<Answer<TitleList>>
  readonly after: (ms: number, task: () => void) => () => void
  /** True while somebody may look at the page. */
  readonly isSeen: () => boolean
}

/** Links that appear in one moment, such as a whole page of them, are asked for at once. */
const TOGETHER_MS = 50

/** So long after an answer the titles are asked for again. */
const AGAIN_MS = 30_000

interface Followed {
  readonly listeners: Set<(title: LinkedTitle) => void>
  known: LinkedTitle | undefined
}

/** Titles of nothing yet. */
export function createTitles({ ask, after, isSeen }: TitlesDeps): Titles {
  const followed = new Map<string, Followed>()
  const wanted = new Set<string>()
  let cancel = () => {}

  function want(document: string): void {
    if (wanted.size === 0) after(TOGETHER_MS, () => void askAll())
    wanted.add(document)
  }

  async function askAll(): Promise<void> {
    const documents = [...wanted].filter((document) => followed.has(document))
    wanted.clear()
    for (let i = 0; i < documents.length; i += MAX_TITLES) await askFor(documents.slice(i, i + MAX_TITLES))
    cancel()
    // Whoever comes back to a page that nobody saw asks anew.
    cancel = after(AGAIN_MS, () => isSeen() && refresh())
  }

  function refresh(): void {
    for (const document of followed.keys()) want(document)
  }

  async function askFor(documents: readonly string[]): Promise<void> {
    const answer = await ask(documents)
    // Without an answer what the text itself says stays; the next visit asks again.
    if (answer.kind !== 'ok') return
    const titles = new Map<string, string>(answer.value.titles.map(({ id, title }) => [id, title.trim()]))
    for (const document of documents) {
      const title = titles.get(document)
      learn(document, title === undefined ? { kind: 'gone' } : { kind: 'titled', title })
    }
  }

  function learn(document: string, title: LinkedTitle): void {
    const entry = followed.get(document)
    if (!entry) return
    entry.known = title
    for (const tell of entry.listeners) tell(title)
  }

  return {
    follow(document, tell) {
      const entry = followed.get(document) ?? { listeners: new Set(), known: undefined }
      followed.set(document, entry)
      entry.listeners.add(tell)
      if (entry.known) tell(entry.known)
      else want(document)
      return () => {
        entry.listeners.delete(tell)
        if (entry.listeners.size === 0) followed.delete(document)
      }
    },
    refresh,
  }
}
