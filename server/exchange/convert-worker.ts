import { parentPort } from 'node:worker_threads'
import { type NewContent, type WrittenContent, writeContent } from '../../db/new-content.ts'
import { parseDocument } from '../../document/schema/schema.ts'
import { closeGone, readArchive } from '../archive/read-archive.ts'
import type { ConvertJob, ConvertResult } from './convert-jobs.ts'
import { writeDocx } from './docx-out.ts'
import { named } from './file-title.ts'
import { readFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { withKeptPictures } from './whole-document.ts'

// A thread of its own: what takes long here keeps nobody waiting, and what takes too long is ended with it.
parentPort?.on('message', async (job: ConvertJob) => {
  closeGone()
  parentPort?.postMessage(await convert(job).catch(explain))
})
parentPort?.postMessage('ready')

async function convert(job: ConvertJob): Promise<ConvertResult> {
  switch (job.kind) {
    case 'write': {
      const { doc, base, pictures } = job
      const whole = parseDocument(JSON.parse(new TextDecoder().decode(doc)))
      return { kind: 'written', bytes: await writeDocx(whole, { base, pictures }) }
    }
    case 'open-archive':
    case 'check-document':
    case 'take-document':
    case 'take-file':
      return readArchive(job)
    case 'place': {
      const doc = withKeptPictures(parseDocument(JSON.parse(job.json)), job.pictures)
      return settled(writeContent(doc), (content) => ({ kind: 'placed', content }))
    }
    default: {
      const { doc, losses, pictures, name } = await readFile(job.format, job.bytes, job.charset)
      return settled(writeContent(named(doc, job, name)), (content) => ({
        kind: 'read',
        content,
        losses,
        pictures,
      }))
    }
  }
}

function settled(written: WrittenContent, give: (content: NewContent) => ConvertResult): ConvertResult {
  if (written.kind === 'content') return give(written.content)
  return written.kind === 'too-large' ? written : { kind: 'unreadable', reason: written.reason }
}

function explain(error: unknown): ConvertResult {
  if (error instanceof UnreadableFile) return { kind: 'unreadable', reason: error.message }
  // What hostile content does to a parser is no fault of the server.
  if (error instanceof RangeError) return { kind: 'unreadable', reason: 'it is built too deeply' }
  throw error
}
