import { type WrittenContent, writeContent } from '../../db/new-content.ts'
import type { StoredReader, StoredVersion } from '../../db/open-reader.ts'
import { titleOf } from '../../document/schema/schema.ts'
import { lossesOf } from '../../document/text/document-losses.ts'
import { toHtml } from '../../document/text/html-out.ts'
import { pictureSources } from '../../document/text/picture-sources.ts'
import { lossesIn, presentVersion } from '../exchange/formats.ts'
import { rewriteText } from '../exchange/read-text.ts'
import { withTitle } from '../exchange/whole-document.ts'
import { toPreview } from '../preview.ts'
import type { PageContent, ReadKind, Reads } from './read-jobs.ts'

type Answers = { readonly [K in ReadKind]: (ask: Reads[K]['ask']) => Reads[K]['answer'] | undefined }

/** How a reading thread answers each kind of job. */
export function createAnswers(stored: StoredReader): Answers {
  const withVersion = <T>(
    { document, seq }: { readonly document: StoredVersion['id']; readonly seq: number },
    use: (version: StoredVersion) => T,
  ): T | undefined => {
    const version = stored.version(document, seq)
    return version && use(version)
  }
  return {
    present: (ask) =>
      withVersion(ask, (version) => ({
        bytes: encode(presentVersion(ask.format, version, version, ask.origin)),
        losses: lossesIn(ask.format, version),
      })),
    page: (ask) => withVersion(ask, ({ doc }) => toPageContent(doc, ask)),
    word: (ask) =>
      withVersion(ask, (version) => ({
        doc: encode(JSON.stringify(version.doc)),
        sources: [...pictureSources(version.doc)],
        losses: lossesOf(version.doc, 'docx'),
      })),
    copy: (ask) => withVersion(ask, ({ doc }) => toCopy(doc, ask.title)),
    rewrite: (ask) =>
      withVersion(ask, ({ doc, chain }) => {
        const { steps, losses } = rewriteText(doc, ask.text)
        return { steps: JSON.stringify(steps), losses, chain }
      }),
    text: ({ document }) => stored.text(document),
    find: ({ person, typed, limit }) => stored.find(person, typed, limit),
  }
}

/** What a new document starts with that is to be like this one, under another title where one is given. */
export function toCopy(doc: StoredVersion['doc'], title: string | undefined): WrittenContent {
  return writeContent(title === undefined ? doc : withTitle(doc, title))
}

/** What the page of a document is filled with. */
export function toPageContent(
  doc: StoredVersion['doc'],
  { untitled, origin }: Pick<Reads['page']['ask'], 'untitled' | 'origin'>,
): PageContent {
  const title = titleOf(doc).trim() || untitled
  return { title, preview: toPreview(doc, title, origin), html: encode(toHtml(doc)) }
}

const encoder = new TextEncoder()

/** Bytes of their own, so that they can change hands without a copy. */
function encode(text: string): Uint8Array {
  return encoder.encode(text)
}
